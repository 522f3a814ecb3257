import { Modal } from "../../kit/modal.tsx";

type Row = readonly [what: string, keys: readonly string[], pointer: string];

const GROUPS: readonly (readonly [title: string, rows: readonly Row[]])[] = [
  [
    "Moving",
    [
      ["Walk", ["W", "A", "S", "D", "Arrows"], "Drag the stick at the lower left"],
      ["Hurry", ["Shift"], "Push the stick to its edge"],
      ["Look around", ["Q", "E"], "Drag the view"],
      ["Walk to an exhibit", ["L"], "Click or tap it"],
    ],
  ],
  [
    "Exhibits",
    [
      ["Look closer", ["Enter"], "Look closer"],
      ["Pick up, put down", ["G"], "Pick up, Put down"],
      ["Turn what you hold", ["R", "Shift R"], "Drag it"],
      ["Larger, smaller", ["+", "-"], "Wheel or pinch on it"],
      ["Move what you hold", ["Tab", "Enter"], "Shift and drag it, or the arrows"],
      ["Open, close", ["O"], "Open"],
      ["List of all exhibits", ["L"], "List button"],
    ],
  ],
  [
    "Everything else",
    [
      ["Chat", ["T"], "Chat button"],
      ["Emotes", ["1 to 8"], "Face button"],
      ["Cart", ["C"], "Bag button"],
      ["Help", ["H"], "Question mark"],
      ["Close what is open", ["Escape"], "Cross"],
    ],
  ],
];

/** Every control with its key and its way by pointer or touch. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal title="What you can do here" onClose={onClose}>
      {GROUPS.map(([title, rows]) => (
        <table key={title} class="help-table">
          <caption>{title}</caption>
          <thead class="visually-hidden">
            <tr>
              <th scope="col">To do</th>
              <th scope="col">Key</th>
              <th scope="col">Mouse or touch</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([what, keys, pointer]) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td class="help-keys">
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </td>
                <td class="soft small">{pointer}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </Modal>
  );
}
