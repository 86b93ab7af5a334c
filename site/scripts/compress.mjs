import { promisify } from 'node:util';
import zlib from 'node:zlib';

const brotli = promisify(zlib.brotliCompress), gzip = promisify(zlib.gzip);

/** The forms in which a file is served, by the end of its name. What is made once a build may take its time. */
export const forms = async (bytes, quality = 11) => [
  ['', bytes],
  ['.br', await brotli(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: quality } })],
  ['.gz', await gzip(bytes, { level: 9 })],
];
