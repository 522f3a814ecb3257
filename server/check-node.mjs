// Runs before main.ts, in JavaScript that old versions read too: they could not even load TypeScript to complain.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Vitrine needs Node 22.18 or newer and was started with ${process.versions.node}. ` +
      "Run `npm ci` without --ignore-scripts: it brings the right Node along, and `npm start` uses it.\n",
  );
  process.exit(1);
}
