import { type ValidatorMessage, validateBytes } from "gltf-validator";

/** `resources` are the only files beside the model that the validator gets to see, by URI. */
export type ValidatorTask = {
  readonly bytes: Uint8Array;
  readonly format: "glb" | "gltf";
  readonly resources: ReadonlyMap<string, Uint8Array>;
};

/** What the Khronos validator says, or why it could not say anything. */
export type ValidatorAnswer =
  | { readonly ok: true; readonly messages: readonly ValidatorMessage[] }
  | { readonly ok: false; readonly reason: string };

/** Where the validator stops collecting. */
const ISSUES_MAX = 5_000;

/** The validator looks at the whole memory behind a view, whatever part of it the view is. */
function withMemoryOfItsOwn(view: Uint8Array): Uint8Array {
  return view.byteLength === view.buffer.byteLength ? view : new Uint8Array(view);
}

/**
 * Runs the Khronos validator in this thread. It leaves some failures unanswered and throws others where nobody can catch
 * them: only in a thread that may die.
 */
export async function runValidator({ bytes, format, resources }: ValidatorTask): Promise<ValidatorAnswer> {
  const externalResourceFunction = (uri: string): Promise<Uint8Array> => {
    const resource = resources.get(uri);
    return resource
      ? Promise.resolve(withMemoryOfItsOwn(resource))
      : Promise.reject(new Error("The file is not there."));
  };
  try {
    const options = { format, maxIssues: ISSUES_MAX, writeTimestamp: false, externalResourceFunction };
    const { issues } = await validateBytes(withMemoryOfItsOwn(bytes), options);
    return { ok: true, messages: issues.messages };
  } catch (cause) {
    return { ok: false, reason: String(cause) };
  }
}
