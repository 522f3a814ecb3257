/** A pose from a client: kind u8 · slot, x, y, z, heading u16, little endian. */
export const LIMIT_POSE_BYTES = 11;
/** A pose in the batch to everybody: slot, x, y, z, heading u16. */
export const LIMIT_RECORD_BYTES = 10;
