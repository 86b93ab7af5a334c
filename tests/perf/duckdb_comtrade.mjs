// Groups the same answers once per line that it reads, on one thread, and answers: milliseconds groups grams mills
import { createInterface } from 'node:readline';
import { DuckDBInstance } from '@duckdb/node-api';

const file = process.argv[2].replaceAll("'", "''");
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
// Of five ways to say it this was the fastest: detected or given columns of read_json took twice as long.
const row = JSON.stringify([{
  typeCode: 'VARCHAR', freqCode: 'VARCHAR', flowCode: 'VARCHAR', partnerCode: 'SMALLINT', partner2Code: 'SMALLINT', cmdCode: 'VARCHAR',
  customsCode: 'VARCHAR', motCode: 'SMALLINT', netWgt: 'DECIMAL(18,3)', primaryValue: 'DECIMAL(18,3)',
}]);
const query = `
  SELECT r.flowCode, r.cmdCode, r.partnerCode, sum(r.netWgt) AS weight, sum(r.primaryValue) AS value
  FROM (SELECT unnest(from_json(json->'data', '${row}')) AS r FROM read_json_objects('${file}', maximum_object_size = 67108864))
  WHERE r.typeCode = 'C' AND r.freqCode = 'M' AND r.partner2Code = 0 AND r.customsCode = 'C00' AND r.motCode = 0
    AND r.flowCode IN ('X', 'M') AND length(r.cmdCode) = 4
  GROUP BY ALL`;

for await (const _ of createInterface({ input: process.stdin })) {
  const start = performance.now();
  const rows = (await connection.runAndReadAll(query)).getRows();
  const time = performance.now() - start;
  const sum = column => rows.reduce((total, cells) => total + cells[column].value, 0n);
  console.log(`${time} ${rows.length} ${sum(3)} ${sum(4)}`);
}
