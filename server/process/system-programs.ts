import { spawn } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** The first of these programs that is on a search path such as PATH, or null. */
export async function findProgram(names: readonly string[], searchPath: string): Promise<string | null> {
  for (const name of names) {
    for (const directory of searchPath.split(delimiter)) {
      const candidate = join(directory, name);
      if (await isExecutable(candidate)) return candidate;
    }
  }
  return null;
}

/** Whether this process may install packages: root on Debian, Ubuntu or their kin. */
export async function canInstallPackages(): Promise<boolean> {
  return process.getuid?.() === 0 && (await isExecutable("/usr/bin/apt-get"));
}

/** Installs one package without asking anything. Whether it is there afterwards is the caller's to see. */
export async function installPackage(name: string): Promise<void> {
  const install = ["install", "--yes", "--no-install-recommends", name];
  if ((await runQuietly("apt-get", install)) === 0) return;
  await runQuietly("apt-get", ["update"]);
  await runQuietly("apt-get", install);
}

/** Runs a system program and gives its exit code; 1 when it cannot be run. */
export function runQuietly(command: string, args: readonly string[]): Promise<number> {
  const environment = { DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1", PATH: "/usr/sbin:/usr/bin:/sbin:/bin" };
  return new Promise((done) => {
    const child = spawn(command, args, { env: environment, stdio: "ignore" });
    child.on("exit", (code) => done(code ?? 1));
    child.on("error", () => done(1));
  });
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
