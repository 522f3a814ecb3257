/** Version of everything that crosses a wire; raised when an old client could misread a new server. */
export const PROTOCOL_VERSION = 2;
