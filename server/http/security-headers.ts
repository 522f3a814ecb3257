import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Config } from "../process/config.ts";

/**
 * The security headers of every answer. The policy allows what our pages need and nothing else: scripts, styles and
 * fonts of our own, WebAssembly for the mesh decoders, and blobs, in which the model loader keeps textures and workers.
 */
export function createSecurityHeaders(config: Pick<Config, "PUBLIC_URL">): RequestHandler {
  const isSecure = config.PUBLIC_URL?.startsWith("https:") ?? false;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'", "blob:", "data:"],
        "worker-src": ["'self'", "blob:"],
        "manifest-src": ["'self'"],
        "media-src": ["'self'", "blob:"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
        "object-src": ["'none'"],
      },
    },
    // Models and the API may be used by pages of other origins; CORS decides which of them can read an answer.
    crossOriginResourcePolicy: { policy: "cross-origin" },
    strictTransportSecurity: isSecure,
  });
}
