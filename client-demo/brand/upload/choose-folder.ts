/** Asks for a folder with the system's dialog; the answer is empty when it was closed without one. */
export function chooseFolder(): Promise<readonly File[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.webkitdirectory = true;
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve([...(input.files ?? [])]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}
