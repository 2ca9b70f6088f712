// A purchase with the TypeScript SDK.
import { Shop, unwrap, type Order } from "@fondaco/sdk";

const address = { country: "DE", name: "Ada Lovelace", line1: "Unter den Linden 1", city: "Berlin", postalCode: "10117" };

/** Buys two pieces of the first thing that is for sale; undefined if the payment is refused or needs an action. */
export async function buy(baseUrl: string, card = "4242424242424242"): Promise<Order | undefined> {
  const shop = new Shop(baseUrl, { locale: "en" });
  const product = (await shop.listProducts({ first: 10 })).nodes.find((node) => node.availableForSale);
  const detail = await shop.getProduct({ slug: product?.slug });
  const variant = detail?.variants.find((found) => found.availableForSale);
  if (variant === undefined) {
    throw new Error("nothing is for sale");
  }

  const cart = shop.cart();
  unwrap(await cart.add(variant.id, 2));
  unwrap(await cart.setBuyer("ada@example.com"));
  const seen = unwrap(await cart.setAddresses({ shipping: address }));
  if (seen.requiresShipping) {
    unwrap(await cart.selectDelivery(seen.deliveryOptions[0]?.code ?? ""));
  }

  const result = await cart.complete({ method: "test", token: card });
  if (!result.ok) {
    console.log("refused:", result.errors.map((error) => error.code));
    return undefined;
  }
  return result.value.order ?? undefined;
}
