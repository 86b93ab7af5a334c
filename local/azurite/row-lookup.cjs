"use strict";
// Preloaded into Azurite (node --require). Azurite looks a row up by its partition key and then searches the partition: each write
// takes longer the more rows its partition has. By the row key first, whose index is there as well, it does not.

const Loki = require(require.resolve("lokijs", { paths: [require.resolve("azurite/package.json")] }));

const { findOne } = Loki.Collection.prototype;

Loki.Collection.prototype.findOne = function (query) {
  const { PartitionKey, RowKey, ...others } = query ?? {};
  const isRow = PartitionKey !== undefined && RowKey !== undefined;
  return findOne.call(this, isRow ? { RowKey, PartitionKey, ...others } : query);
};
