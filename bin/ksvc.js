#!/usr/bin/env node
// CommonJS, as bin/package.json says: Node starts it faster than an ES module (docs/decisions/002).
require('../dist/cli/start.cjs').start();
