import { Shop, unwrap } from "../src/index.js";

export async function comeBack(url: string): Promise<string | null | undefined> {
  const shop = new Shop(url);
  const cart = shop.cart();
  unwrap(await cart.setBuyer("ada@example.com"));
  const cookies = { session: shop.session, cart: cart.id };

  const later = new Shop(url, { session: cookies.session });
  return (await later.cart(cookies.cart).refresh())?.email;
}
