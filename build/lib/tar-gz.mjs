import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { create } from 'tar';

/**
 * Makes an archive of an unpacked app, with one folder in it: unpacked anywhere, it runs from there. Two archives of the
 * same files differ in no byte.
 * @param {string} app the folder of the unpacked app, as electron-builder leaves it
 * @param {string} output the folder that the archive goes into
 * @param {{version: string, level?: number, time?: number}} options `level`: of gzip, 0 to 9; `time`: of all files, in seconds
 * @returns {Promise<string>} the archive's path
 */
export async function makeTarGz(app, output, { version, level = 9, time = 1_704_067_200 }) {
  const name = `convas-${version}-${process.platform}-${process.arch}`;
  const path = join(output, `${name}.tar.gz`);
  const names = await readdir(app, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(basename(app), entry.parentPath.slice(app.length), entry.name))
    .sort();
  const packed = create(
    {
      cwd: dirname(app),
      // No owner, no times of access, the same on every machine.
      portable: true,
      mtime: new Date(time * 1000),
      onWriteEntry: (entry) => {
        entry.path = join(name, entry.path.slice(basename(app).length));
      },
    },
    files,
  );
  await pipeline(packed, createGzip({ level }), createWriteStream(path));
  return path;
}
