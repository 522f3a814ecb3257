declare module "gltf-validator" {
  export type ValidatorMessage = {
    readonly code: string;
    readonly message: string;
    /** 0 error, 1 warning, 2 information, 3 hint. */
    readonly severity: number;
    readonly pointer?: string;
    readonly offset?: number;
  };
  type ValidatorReport = { readonly issues: { readonly messages: readonly ValidatorMessage[] } };
  export function validateBytes(
    data: Uint8Array,
    options: {
      readonly format: "glb" | "gltf";
      readonly maxIssues: number;
      readonly writeTimestamp: boolean;
      readonly externalResourceFunction: (uri: string) => Promise<Uint8Array>;
    },
  ): Promise<ValidatorReport>;
}

declare module "draco3dgltf" {
  export function createDecoderModule(): Promise<unknown>;
  export function createEncoderModule(): Promise<unknown>;
}
