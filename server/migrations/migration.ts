import type { Config } from "../process/config.ts";
import type { Logger } from "../process/log.ts";
import type { RedisClient } from "../redis/connection.ts";
import type { Keys } from "../redis/keys.ts";

/** What a migration works with. */
export type MigrationContext = {
  readonly redis: RedisClient;
  readonly keys: Keys;
  readonly config: Config;
  readonly log: Logger;
  /** What a run that was cut off had noted last; null at the beginning. */
  readonly cursor: string | null;
  /**
   * Notes how far the work has come: what lies before the cursor is not done again.
   * @throws StoredDataError MIGRATION_TAKEN_OVER when this process was silent for so long that another one goes on
   */
  saveCursor(cursor: string): Promise<void>;
};

/** One change of how things are stored. */
export type Migration = {
  /** The version that the stored data has afterwards: 1, 2, 3, … without a gap. */
  readonly version: number;
  /** One sentence for the log: what it does to the data. */
  readonly what: string;
  /** Whether it changes what is there already: then the operator is reminded of a backup before it runs. */
  readonly changesData: boolean;
  /**
   * Does the work in steps, with a cursor after each. It may be killed at any moment and is then run again from its
   * newest cursor, so the step behind that must bear being done twice.
   */
  run(context: MigrationContext): Promise<void>;
};
