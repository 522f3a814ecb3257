import { useId, useState } from "preact/hooks";
import { explainError } from "../sdk/api-error.ts";
import { hasCode } from "../sdk/http.ts";

type SignInProps = {
  readonly title: string;
  /** Whose key is asked for: "brand" or "marketer"; also the name of its file. */
  readonly keyName: string;
  /** Tries the key and keeps it when the server takes it. */
  readonly onKey: (key: string) => Promise<void>;
};

/** Asks for a member's key. */
export function SignIn({ title, keyName, onKey }: SignInProps) {
  const [key, setKey] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const id = useId();

  const submit = async (event: Event) => {
    event.preventDefault();
    const trimmed = key.trim();
    if (trimmed === "") return setProblem(`Paste the ${keyName} key.`);
    setBusy(true);
    setProblem(null);
    try {
      await onKey(trimmed);
    } catch (thrown) {
      const isRefused = hasCode(thrown, "UNAUTHENTICATED", "FORBIDDEN", "SESSION_EXPIRED");
      setProblem(
        isRefused
          ? `This is not a ${keyName} key of this server. Check that you copied all of it.`
          : explainError(thrown),
      );
    }
    setBusy(false);
  };

  return (
    <main class="sign-in">
      <form class="cover-card" onSubmit={submit}>
        <div class="greeting-head">
          <p class="soft">Vitrine</p>
          <h1>{title}</h1>
        </div>
        <div class="field">
          <label for={id}>Your {keyName} key</label>
          <input
            id={id}
            class="input"
            type="password"
            autocomplete="current-password"
            spellcheck={false}
            value={key}
            aria-invalid={problem !== null}
            aria-describedby={`${id}-hint ${id}-problem`}
            onInput={(event) => setKey(event.currentTarget.value)}
          />
          <p id={`${id}-problem`} class="field-problem" role="alert">
            {problem}
          </p>
          <p id={`${id}-hint`} class="soft small">
            It was shown in the terminal when the server first started, and is kept in the file{" "}
            <code>keys/{keyName}.key</code> of its data folder. This tab forgets it when you close it.
          </p>
        </div>
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          {isBusy ? "Signing in" : "Sign in"}
        </button>
      </form>
    </main>
  );
}
