import type { AddressInput, CartCompleteMutation, CartFragment } from "./generated/shop.js";
import { newKey } from "./keys.js";
import type { Result } from "./results.js";
import type { Shop } from "./shop.js";

/** What completing a cart answers: an `order`, or an `action` whose `url` the buyer has to visit first. */
export type Completion = Omit<CartCompleteMutation["cartComplete"], "errors">;

/** What is chosen of a bundle: ids that its `slots` offer, each once unless it says how often. */
export type Choices = ReadonlyArray<{ id: string; quantity?: number }>;

/**
 * A cart of one buyer, from the first thing put into it to the order.
 *
 * It is opened on the server by the first change, once, even if several changes start at the same moment. After an
 * order was placed the next change opens another cart.
 */
export class ShoppingCart {
  readonly #shop: Shop;
  #id: string | undefined;
  #data: CartFragment | null = null;
  #ordered: string | undefined;
  #openingKey = newKey();

  constructor(shop: Shop, id?: string) {
    this.#shop = shop;
    this.#id = id;
  }

  /** Undefined while there is none on the server, and after an order. */
  get id(): string | undefined {
    return this.#id;
  }

  /** The cart as it was last seen; null before that. */
  get data(): CartFragment | null {
    return this.#data;
  }

  /** Reads the cart; null if there is none, or none that this session may see. */
  async refresh(): Promise<CartFragment | null> {
    this.#data = this.#id === undefined ? null : await this.#shop.getCart(this.#id);
    return this.#data;
  }

  /**
   * Puts a thing (the id of a product variant) into the cart; more of it if it is there already with the same choices.
   *
   * @param choices What is chosen of a bundle, by the ids that its `slots` offer.
   */
  add(sellableId: string, quantity = 1, choices?: Choices): Promise<Result<CartFragment>> {
    return this.addAll([{ sellableId, quantity, ...(choices === undefined ? {} : { choices }) }]);
  }

  /** Puts several things into the cart; all or nothing. */
  addAll(
    lines: ReadonlyArray<{ sellableId: string; quantity: number; choices?: Choices }>,
  ): Promise<Result<CartFragment>> {
    return this.#change((cartId) => this.#shop.cartLinesAdd({ cartId, lines }));
  }

  /** Sets how many of a line's thing are bought, at least 1; `remove` takes a line out. */
  setQuantity(lineId: string, quantity: number): Promise<Result<CartFragment>> {
    return this.#change((cartId) => this.#shop.cartLinesUpdate({ cartId, lines: [{ id: lineId, quantity }] }));
  }

  /**
   * Chooses anew what is in a line's bundle. If the cart has a line with the same choices, this one is added to it and
   * gone.
   */
  setChoices(lineId: string, quantity: number, choices: Choices): Promise<Result<CartFragment>> {
    return this.#change((cartId) => this.#shop.cartLinesUpdate({ cartId, lines: [{ id: lineId, quantity, choices }] }));
  }

  /** Takes lines out. */
  remove(...lineIds: string[]): Promise<Result<CartFragment>> {
    return this.#change((cartId) => this.#shop.cartLinesRemove({ cartId, lineIds }));
  }

  /** Says who buys. */
  setBuyer(email: string, phone?: string): Promise<Result<CartFragment>> {
    return this.#change((cartId) => this.#shop.cartBuyerUpdate({ cartId, email, phone }));
  }

  /** Says where to deliver and whom to bill; what is left out stays, and billing defaults to shipping. */
  setAddresses(addresses: { shipping?: AddressInput; billing?: AddressInput }): Promise<Result<CartFragment>> {
    return this.#change((cartId) =>
      this.#shop.cartAddressesUpdate({
        cartId,
        ...(addresses.shipping === undefined ? {} : { shippingAddress: addresses.shipping }),
        ...(addresses.billing === undefined ? {} : { billingAddress: addresses.billing }),
      }),
    );
  }

  /** Chooses one of the cart's `deliveryOptions`. */
  selectDelivery(code: string): Promise<Result<CartFragment>> {
    return this.#change((cartId) => this.#shop.cartDeliveryOptionSelect({ cartId, code }));
  }

  /**
   * Pays and places the order. Calling it again, after an action or for want of an answer, is safe at any time: a cart
   * becomes one order, and is paid once. Until something is put into the next cart, it answers the same order again.
   *
   * @param payment `method` is the code of one of the cart's `paymentMethods`; `token` is what the payment provider's
   *   own front-end gave the buyer; `returnUrl` is where the provider sends the buyer after an action. Unless
   *   `checkTotal` is false, a total that is not the one last seen here is refused (`TOTAL_CHANGED`).
   */
  async complete(payment: {
    method: string;
    token: string;
    returnUrl?: string;
    checkTotal?: boolean;
  }): Promise<Result<Completion>> {
    const known = this.#id ?? this.#ordered;
    const opened = known === undefined ? await this.#opened() : { ok: true as const, value: known };
    if (!opened.ok) {
      return opened;
    }
    const cartId = opened.value;
    const { method, token, returnUrl, checkTotal = true } = payment;
    const total = checkTotal ? this.#data?.totals.total : undefined;
    const result = await this.#shop.cartComplete({
      cartId,
      payment: { method, token, returnUrl },
      expectedTotal: total && { amount: total.amount, currencyCode: total.currencyCode },
    });
    if (result.ok && this.#id === cartId) {
      this.#data = result.value.cart ?? this.#data;
      if (result.value.order) {
        this.#id = undefined;
        this.#ordered = cartId;
        this.#openingKey = newKey();
      }
    }
    return result;
  }

  /** Gives an undecided payment back, so that the cart can be changed or paid in another way. */
  reopen(): Promise<Result<CartFragment>> {
    return this.#change((cartId) => this.#shop.cartReopen({ cartId }));
  }

  async #change(change: (cartId: string) => Promise<Result<CartFragment>>): Promise<Result<CartFragment>> {
    const opened = await this.#opened();
    if (!opened.ok) {
      return opened;
    }
    const result = await change(opened.value);
    if (result.ok && result.value.id === this.#id) {
      this.#data = result.value;
    }
    return result;
  }

  async #opened(): Promise<Result<string>> {
    if (this.#id === undefined) {
      const result = await this.#shop.cartCreate({}, { idempotencyKey: this.#openingKey });
      if (!result.ok) {
        return result;
      }
      this.#id = result.value.id;
    }
    return { ok: true, value: this.#id };
  }
}
