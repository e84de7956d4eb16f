// Makes a bundle's code cache: loads it, lets it compile a program so that V8 has compiled what a
// run needs, and writes what V8 has. Run by build.mjs with the flags of the launcher, since the
// cache depends on them.
'use strict';
const { writeFileSync } = require('node:fs');
const { load } = require(process.argv[2]);

const [, , , bundle, ...words] = process.argv;
const loaded = load(bundle);
loaded.exports.main(words).then(() => {
  writeFileSync(`${bundle}.cache`, loaded.script.createCachedData());
});
