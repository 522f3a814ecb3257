import { z } from "zod";
import type { Cart } from "../../../../rooms/protocol/purchases.ts";
import { formatPrice } from "../../../kit/price.ts";
import { ApiError, explainError } from "../../../sdk/api-error.ts";

/** Why an order was refused and what the shopper can do about it. */
export type Refusal = { readonly what: string; readonly whatToDo: string };

const priceDetails = z.object({ totalMinor: z.number(), currency: z.string() });
const stockDetails = z.object({ variantId: z.string(), left: z.number() });

/** Turns what the shop answered into two sentences; `cart` is the one that was to be bought. */
export function explainRefusal(thrown: unknown, cart: Cart): Refusal {
  const code = thrown instanceof ApiError ? thrown.code : null;
  const details = thrown instanceof ApiError ? thrown.details : null;
  switch (code) {
    case "PRICE_CHANGED":
      return { what: priceSentence(details, cart), whatToDo: "Check the new total, then place the order again." };
    case "OUT_OF_STOCK":
      return { what: stockSentence(details, cart), whatToDo: "Choose fewer or remove it, then place the order again." };
    case "PAYMENT_DECLINED":
      return {
        what: "The payment was declined. Nothing was charged.",
        whatToDo: "Choose Approve it to see the order through.",
      };
    case "NETWORK":
      return { what: "The server cannot be reached.", whatToDo: "Try again. You will not be charged twice." };
    case "SESSION_EXPIRED":
    case "UNAUTHENTICATED":
      return { what: "Your visit has expired.", whatToDo: "Reload the page to start a new one." };
    default:
      return { what: explainError(thrown), whatToDo: "Nothing was ordered. Try again in a moment." };
  }
}

function priceSentence(details: unknown, cart: Cart): string {
  const changed = priceDetails.safeParse(details).data;
  if (!changed) return "A price changed while you were looking.";
  const [before, after] = [cart.totalMinor, changed.totalMinor].map((each) => formatPrice(each, changed.currency));
  return `A price changed: the total was ${before} and is now ${after}.`;
}

function stockSentence(details: unknown, cart: Cart): string {
  const short = stockDetails.safeParse(details).data;
  const line = cart.lines.find((each) => each.variantId === short?.variantId);
  if (!short || !line) return "There is not enough left in stock.";
  const name = `${line.productName}, ${line.variantName}`;
  return short.left === 0 ? `${name} is sold out.` : `Only ${short.left} left of ${name}.`;
}
