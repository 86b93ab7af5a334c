// Groups the same snapshot once per line that it reads, and answers: milliseconds groups kilograms dollars second licences
import { createInterface } from 'node:readline';
import { DuckDBInstance } from '@duckdb/node-api';

const [file, threads] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', threads ? { threads } : {});
const connection = await instance.connect();
const query = `
  SELECT date_trunc('month', expected_import_date) AS month, hts10, country_origin,
    CASE smelt1 WHEN 'N/A' THEN 'secondary' WHEN 'UNKNOWN' THEN 'unknown' ELSE smelt1 END AS smelt, "cast",
    sum(quantity_kg) AS kilograms, sum(customs_value_usd) AS dollars,
    coalesce(sum(quantity_kg) FILTER (smelt2 NOT IN ('N/A', 'UNKNOWN')), 0) AS second, count(*) AS licences
  FROM read_csv('${file.replaceAll("'", "''")}') WHERE status = 'active' GROUP BY ALL`;

for await (const _ of createInterface({ input: process.stdin })) {
  const start = performance.now();
  const groups = await connection.runAndReadAll(query);
  const time = performance.now() - start;
  const rows = groups.getRows();
  const sum = column => rows.reduce((total, row) => total + BigInt(row[column]), 0n);
  console.log(`${time} ${rows.length} ${sum(5)} ${sum(6)} ${sum(7)} ${sum(8)}`);
}
