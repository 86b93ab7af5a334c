import http from 'node:http';

/** What happens to the requests whose path fits: cut off, kept waiting, answered with a status, or with a changed answer. */
export interface Rule {
  path: RegExp;
  cut?: boolean;
  stallMs?: number;
  status?: number;
  /** Told instead of the entity tag. */
  tag?: string;
  change?(json: Record<string, unknown>): unknown;
}

export interface Proxy {
  address: string;
  rules: Rule[];
  stop(): Promise<void>;
}

/** A real server between browser and app that does what bad networks do. */
export async function startProxy(app: string): Promise<Proxy> {
  const rules: Rule[] = [];
  const server = http.createServer((request, response) => {
    const rule = rules.find((r) => r.path.test(request.url!) && !(r.change && request.method === 'HEAD'));
    if (rule?.cut) return void request.socket.destroy();
    if (rule?.status) return void response.writeHead(rule.status, { 'content-type': 'application/problem+json' }).end('{"title":"Out of order","detail":"On purpose."}');
    const pass = (): void => {
      const headers = { ...request.headers, ...(rule?.change ? { 'accept-encoding': 'identity' } : {}) };
      const onward = http.request(`${app}${request.url}`, { method: request.method!, headers }, (answer) => {
        if (!rule?.change) {
          response.writeHead(answer.statusCode!, { ...answer.headers, ...(rule?.tag ? { etag: rule.tag } : {}) });
          answer.pipe(response);
          return;
        }
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end(JSON.stringify(rule.change!(JSON.parse(Buffer.concat(parts).toString()))));
        });
      });
      onward.on('error', () => response.destroy());
      request.pipe(onward);
    };
    if (rule?.stallMs) setTimeout(pass, rule.stallMs);
    else pass();
    return undefined;
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as { port: number };
  return {
    address: `http://127.0.0.1:${port}`,
    rules,
    stop: () => new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}
