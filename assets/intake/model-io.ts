import { Logger, NodeIO, VertexLayout } from "@gltf-transform/core";
import { ALL_EXTENSIONS } from "@gltf-transform/extensions";
import { createDecoderModule } from "draco3dgltf";
import { MeshoptDecoder, MeshoptEncoder } from "meshoptimizer";

/** glTF-Transform's reader and writer with every extension and codec that it knows; Draco is read, never written. */
export async function createModelIo(): Promise<NodeIO> {
  await Promise.all([MeshoptDecoder.ready, MeshoptEncoder.ready]);
  // What is wrong with a file belongs into its report, not into the log.
  const io = new NodeIO().setLogger(new Logger(Logger.Verbosity.SILENT));
  // Written and read between all steps, and compressed in the end: either is quicker where attributes lie apart.
  io.setVertexLayout(VertexLayout.SEPARATE);
  return io.registerExtensions(ALL_EXTENSIONS).registerDependencies({
    "draco3d.decoder": await createDecoderModule(),
    "meshopt.decoder": MeshoptDecoder,
    "meshopt.encoder": MeshoptEncoder,
  });
}
