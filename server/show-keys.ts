import { createKeyFiles } from "./identity/key-files.ts";
import { MEMBER_KEY_NAMES } from "./identity/member-keys.ts";
import { readConfig } from "./process/config.ts";

/* vitrine keys: the keys of the installation's own members, read from where the server keeps them. */

const result = readConfig(process.env);
if (result.ok) {
  const { DATA_DIR } = result.config;
  const files = createKeyFiles(DATA_DIR);
  for (const name of MEMBER_KEY_NAMES) {
    const key = await files.read(name);
    process.stdout.write(`${name.padEnd(9)} ${key ?? `none in ${DATA_DIR}/keys yet: the next start makes one`}\n`);
  }
} else {
  process.stderr.write(`Wrong settings: ${result.problems.join("; ")}.\n`);
  process.exitCode = 1;
}
