#!/usr/bin/env -S node --stack-size=7000 --max-semi-space-size=64 --min-semi-space-size=16
// Starts the bundle beside it that has its name: dist/ghcc.js runs dist/ghcc.bundle.cjs.
'use strict';
const { basename, join } = require('node:path');
const { load } = require('./load.cjs');

const bundle = join(__dirname, `${basename(__filename, '.js')}.bundle.cjs`);
load(bundle)
  .exports.main(process.argv.slice(2))
  .then((status) => {
    process.exitCode = status;
  });
