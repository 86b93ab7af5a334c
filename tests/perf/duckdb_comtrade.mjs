// Groups the same answers once per line that it reads, and answers: milliseconds groups grams mills
// Arguments: a file or a pattern of files, the number of threads, the columns to group by.
import { createInterface } from 'node:readline';
import { DuckDBInstance } from '@duckdb/node-api';

const [files, threads, by] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
// Of five ways to say it this was the fastest: detected or given columns of read_json took twice as long.
const types = {
  typeCode: 'VARCHAR', freqCode: 'VARCHAR', reporterCode: 'SMALLINT', period: 'VARCHAR', flowCode: 'VARCHAR', partnerCode: 'SMALLINT',
  partner2Code: 'SMALLINT', cmdCode: 'VARCHAR', customsCode: 'VARCHAR', motCode: 'SMALLINT', netWgt: 'DECIMAL(18,3)', primaryValue: 'DECIMAL(18,3)',
};
// It is asked for no column that it need not read.
const needed = ['typeCode', 'freqCode', 'flowCode', 'partnerCode', 'partner2Code', 'cmdCode', 'customsCode', 'motCode', 'netWgt', 'primaryValue'];
const columns = new Set([...needed, ...by.split(', ')]);
const row = JSON.stringify([Object.fromEntries(Object.entries(types).filter(([name]) => columns.has(name)))]);
const query = `
  SELECT count(*) AS groups, sum(weight), sum(value) FROM (
    SELECT ${by}, sum(netWgt) AS weight, sum(primaryValue) AS value FROM (
      SELECT unnest(from_json(json->'data', '${row}'), recursive := true)
      FROM read_json_objects('${files.replaceAll("'", "''")}', maximum_object_size = 67108864))
    WHERE typeCode = 'C' AND freqCode = 'M' AND partner2Code = 0 AND customsCode = 'C00' AND motCode = 0
      AND flowCode IN ('X', 'M') AND length(cmdCode) = 4 AND partnerCode <> 0
    GROUP BY ALL)`;

for await (const _ of createInterface({ input: process.stdin })) {
  const start = performance.now();
  const [[groups, grams, mills]] = (await connection.runAndReadAll(query)).getRows();
  console.log(`${performance.now() - start} ${groups} ${grams.value} ${mills.value}`);
}
