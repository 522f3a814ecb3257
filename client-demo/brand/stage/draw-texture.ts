import {
  Mesh,
  OrthographicCamera,
  PlaneGeometry,
  Scene,
  ShaderMaterial,
  SRGBColorSpace,
  Vector4,
  type WebGLRenderer,
  WebGLRenderTarget,
} from "three";
import type { ShownTexture } from "./list-textures.ts";

/** What of a map is looked at: its colours, or one channel as grey. */
export type Channel = "rgb" | "r" | "g" | "b" | "a";

/** Enough to judge a map by, and little enough to be read back at once. */
const LONGEST_SIDE = 1_024;

const MASKS: Readonly<Record<Channel, readonly [number, number, number, number]>> = {
  rgb: [1, 1, 1, 0],
  r: [1, 0, 0, 0],
  g: [0, 1, 0, 0],
  b: [0, 0, 1, 0],
  a: [0, 0, 0, 1],
};

/** Draws a map into a canvas on the graphics card, which alone can read compressed ones. */
export function drawTexture(
  renderer: WebGLRenderer,
  { texture, width, height }: ShownTexture,
  channel: Channel,
  canvas: HTMLCanvasElement,
): void {
  const shrink = Math.min(1, LONGEST_SIDE / Math.max(width, height, 1));
  const size = [Math.max(1, Math.round(width * shrink)), Math.max(1, Math.round(height * shrink))] as const;
  const target = new WebGLRenderTarget(...size);
  const material = new ShaderMaterial({
    uniforms: {
      picture: { value: texture },
      mask: { value: new Vector4(...MASKS[channel]) },
      isGrey: { value: channel !== "rgb" },
      isColour: { value: texture.colorSpace === SRGBColorSpace },
    },
    vertexShader: "varying vec2 vUv; void main() { vUv = uv; gl_Position = vec4( position.xy, 0.0, 1.0 ); }",
    fragmentShader: /* glsl */ `
      uniform sampler2D picture;
      uniform vec4 mask;
      uniform bool isGrey;
      uniform bool isColour;
      varying vec2 vUv;
      vec3 encode( vec3 linear ) {
        return mix( linear * 12.92, 1.055 * pow( linear, vec3( 1.0 / 2.4 ) ) - 0.055, step( 0.0031308, linear ) );
      }
      void main() {
        vec4 texel = texture2D( picture, vUv );
        if ( isColour ) texel.rgb = encode( texel.rgb );
        vec3 colour = isGrey ? vec3( dot( texel, mask ) ) : texel.rgb;
        gl_FragColor = vec4( colour, 1.0 );
      }`,
  });
  const quad = new Mesh(new PlaneGeometry(2, 2), material);
  const scene = new Scene().add(quad);
  renderer.setScissorTest(false);
  renderer.setRenderTarget(target);
  renderer.render(scene, new OrthographicCamera());
  const pixels = new Uint8ClampedArray(size[0] * size[1] * 4);
  renderer.readRenderTargetPixels(target, 0, 0, ...size, pixels);
  renderer.setRenderTarget(null);
  for (const part of [target, material, quad.geometry]) part.dispose();
  [canvas.width, canvas.height] = size;
  // The first row that is read is the picture's top: glTF counts v from above.
  canvas.getContext("2d")?.putImageData(new ImageData(pixels, ...size), 0, 0);
}
