"use strict";
// Preloaded into Azurite (node --require). Azurite keeps its tables and the directory of its blobs in LokiJS databases, which live in
// memory and are written out whole every five seconds: a kill loses what was acknowledged since. With this journal every change is
// in a file before any answer leaves the process; a start loads the last whole copy and applies the journals after it.
// The operating system may hold the bytes a while: this guards against the death of a process, not of the machine.

const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");
const Loki = require(require.resolve("lokijs", { paths: [require.resolve("azurite/package.json")] }));

// A whole copy stops the world for about 10 ms per MiB, so it is only made at start, at the end, and when the journal has grown this long.
const COPY_AFTER_BYTES = 64 * 1024 * 1024;

/** The changes of one database since its last whole copy: numbered files, each line a JSON array of [kind, collection, value]. */
class Journal {
  constructor(database) {
    this.prefix = `${database}.journal.`;
    this.number = Math.max(0, ...this.numbers()) + 1;
    this.pending = [];
    this.size = 0;
  }

  record(kind, collection, value) {
    if (!replaying) this.pending.push(JSON.stringify([kind, collection, value]));
  }

  /** One line per flush: a change of many rows (a batch) is there as a whole or not at all. */
  flush() {
    if (this.pending.length === 0) return;
    const line = `[${this.pending.join(",")}]\n`;
    this.pending = [];
    this.file ??= fs.openSync(this.prefix + this.number, "a");
    fs.appendFileSync(this.file, line);
    this.size += line.length;
  }

  /** Starts the next file; answers the number of the one that ends. */
  rotate() {
    this.flush();
    if (this.file !== undefined) fs.closeSync(this.file);
    this.file = undefined;
    this.size = 0;
    return this.number++;
  }

  forgetThrough(last) {
    for (const number of this.numbers().filter((n) => n <= last)) fs.unlinkSync(this.prefix + number);
  }

  *read() {
    for (const number of this.numbers()) {
      for (const line of fs.readFileSync(this.prefix + number, "utf8").split("\n")) {
        // A line cut short by a kill was never acknowledged.
        if (line.endsWith("]]")) yield* JSON.parse(line);
      }
    }
  }

  numbers() {
    const name = path.basename(this.prefix);
    return fs.readdirSync(path.dirname(this.prefix))
      .filter((file) => file.startsWith(name))
      .map((file) => Number(file.slice(name.length)))
      .sort((a, b) => a - b);
  }
}

const journals = new Map();
let replaying = false;

function journalOf(database) {
  if (!journals.has(database.filename)) journals.set(database.filename, new Journal(database.filename));
  return journals.get(database.filename);
}

const { addCollection, removeCollection, loadJSONObject, autosaveDirty } = Loki.prototype;

Loki.prototype.addCollection = function (name, options) {
  const known = this.collections.some((collection) => collection.name === name);
  const collection = addCollection.call(this, name, options);
  if (!known) {
    const journal = journalOf(this);
    journal.record("add", name, options);
    collection.on("insert", (documents) => [documents].flat().forEach((document) => journal.record("put", name, document)));
    collection.on("update", (document) => journal.record("put", name, document));
    collection.on("delete", (document) => journal.record("delete", name, document.$loki));
  }
  return collection;
};

Loki.prototype.removeCollection = function (name) {
  journalOf(this).record("remove", name, null);
  removeCollection.call(this, name);
};

Loki.prototype.loadJSONObject = function (copy, options) {
  replaying = true;
  loadJSONObject.call(this, copy, options);
  replay(this);
  replaying = false;
};

/** The copy may already hold some of the changes (a kill between the copy and the end of its journals): applying them twice changes nothing. */
function replay(database) {
  const changed = new Map();
  for (const [kind, name, value] of journalOf(database).read()) {
    if (kind === "add") {
      database.addCollection(name, value);
    } else if (kind === "remove") {
      database.removeCollection(name);
      changed.delete(name);
    } else {
      const collection = database.collections.find((one) => one.name === name);
      if (!collection) continue;
      if (!changed.has(name)) changed.set(name, new Map(collection.data.map((document) => [document.$loki, document])));
      if (kind === "put") changed.get(name).set(value.$loki, value);
      else changed.get(name).delete(value);
    }
  }

  for (const [name, documents] of changed) {
    const collection = database.collections.find((one) => one.name === name);
    collection.data = [...documents.values()].sort((a, b) => a.$loki - b.$loki);
    collection.maxId = Math.max(collection.maxId, collection.data.at(-1)?.$loki ?? 0);
    collection.idIndex = null;
    collection.ensureId();
    collection.ensureAllIndexes(true);
  }
}

Loki.prototype.autosaveDirty = function () {
  // A database that closes has stopped its timer.
  const due = this.autosaveHandle === null || journalOf(this).size >= COPY_AFTER_BYTES;
  return due && autosaveDirty.call(this);
};

const { saveDatabase } = Loki.LokiFsAdapter.prototype;

Loki.LokiFsAdapter.prototype.saveDatabase = function (database, text, callback) {
  // The text was made in this very turn of the event loop, so it holds all that the journals hold.
  const journal = journals.get(database);
  const last = journal.rotate();
  saveDatabase.call(this, database, text, (error) => {
    if (!error) journal.forgetThrough(last);
    callback(error);
  });
};

const { writeHead } = http.ServerResponse.prototype;

http.ServerResponse.prototype.writeHead = function (...head) {
  // Latest opened first: the list of extents (blob contents) before the blobs that point to them.
  for (const journal of [...journals.values()].reverse()) journal.flush();
  return writeHead.apply(this, head);
};
