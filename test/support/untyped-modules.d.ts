declare module "three/addons/loaders/usd/USDCParser.js" {
  type Spec = { readonly fields: Readonly<Record<string, unknown>> };
  export class USDCParser {
    parseData(buffer: ArrayBuffer): { readonly specsByPath: Readonly<Record<string, Spec>> };
  }
}
