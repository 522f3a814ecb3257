import { VitrineError } from "../../rooms/protocol/errors.ts";
import { brand, newBrand } from "../../rooms/protocol/showroom.ts";
import { type Route, route } from "../http/route.ts";
import type { Showrooms } from "./service.ts";

/** Brands of this installation. */
export function brandRoutes(showrooms: Pick<Showrooms, "addBrand" | "nameBrand">): Route[] {
  return [
    route({
      method: "post",
      path: "/api/v1/brands",
      summary: "Add a brand",
      description: "Its people come by invitation; its products and showrooms are theirs to add.",
      tag: "Members",
      action: "brand.create",
      body: newBrand,
      responses: { 201: { description: "The brand", schema: brand } },
      async handle({ body }) {
        await showrooms.addBrand(body);
        // The first of a name has it.
        if ((await showrooms.nameBrand(body.id)) !== body.name) {
          const message = `There is a brand ${body.id} already`;
          throw new VitrineError("VALIDATION_FAILED", [{ in: "body", path: "id", message }]);
        }
        return { status: 201, body };
      },
    }),
  ];
}
