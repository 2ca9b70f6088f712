import { Shop, unwrap } from "../src/index.js";

export async function buy(url: string): Promise<string> {
  const shop = new Shop(url);
  const cards = (await shop.listProducts({ first: 10 })).nodes;
  const product = await shop.getProduct({ slug: cards.find((card) => card.availableForSale)!.slug });
  const variant = product!.variants.find((one) => one.availableForSale)!;

  const cart = shop.cart();
  unwrap(await cart.add(variant.id, 2));
  unwrap(await cart.setBuyer("ada@example.com"));
  const shipping = { country: "DE", name: "Ada Lovelace", line1: "Hauptstraße 1", city: "Berlin", postalCode: "10115" };
  const seen = unwrap(await cart.setAddresses({ shipping }));
  if (seen.requiresShipping) {
    unwrap(await cart.selectDelivery(seen.deliveryOptions[0]!.code));
  }
  const { order } = unwrap(await cart.complete({ method: "test", token: "4242424242424242" }));
  return order!.number;
}
