"use strict";
// Preloaded into Azurite (node --require). Its standard input is a pipe that the parent keeps open: the pipe's end means that
// the parent has ended, even by kill -9, and then Azurite closes in its usual way.

// Ctrl-C reaches every process of the terminal at once, but storage must outlive its users: only the parent decides.
const once = process.once;
process.once = function (event, listener) {
  return event === "SIGINT" ? this : once.call(this, event, listener);
};
process.on("SIGINT", () => {});

process.stdin.resume();
process.stdin.once("end", () => {
  if (!process.emit("SIGTERM")) process.exit(0);
  setTimeout(() => process.exit(0), 10_000).unref();
});
