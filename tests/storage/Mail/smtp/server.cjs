// A mail server for tests. It says on standard output on which port it listens, and then each mail that reached it, a JSON string on a
// line, with the name that the sender logged in with as its first header. A line of standard input names addresses and what befalls
// their mails: an SMTP code (550 when the address is named, d554 when the text has come), cut (the connection, when the text has come)
// or hang. It ends with its standard input.
const { SMTPServer } = require('smtp-server');

let fates = {};
const fail = code => Object.assign(new Error(`not for <${code}>`), { responseCode: Number(code.replace('d', '')) });

const server = new SMTPServer({
  disabledCommands: ['STARTTLS'],
  authOptional: true,
  allowInsecureAuth: true,
  closeTimeout: 100,
  onAuth: (auth, session, done) => (auth.username === 'aim' && auth.password === 'secret' ? done(null, { user: 'aim' }) : done(new Error('wrong'))),
  onRcptTo({ address }, session, done) {
    const fate = fates[address] ?? '';
    if (/^\d/.test(fate)) return done(fail(fate));
    done();
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on('data', part => parts.push(part));
    stream.on('end', () => {
      const to = session.envelope.rcptTo[0].address;
      const fate = fates[to] ?? '';
      if (fate.startsWith('d')) return done(fail(fate));
      console.log(JSON.stringify(`X-User: ${session.user ?? 'nobody'}\r\n${Buffer.concat(parts).toString('latin1')}`));
      if (fate === 'cut') for (const connection of server.connections) { if (connection.session.id === session.id) connection._socket.destroy(); }
      else if (fate !== 'hang') done();
    });
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => console.log(`listening ${server.server.address().port}`));

require('readline').createInterface({ input: process.stdin })
  .on('line', line => { fates = JSON.parse(line); console.log('heard'); })
  .on('close', () => process.exit());
