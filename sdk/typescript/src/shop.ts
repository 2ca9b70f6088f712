import { ShoppingCart, type Completion } from "./cart.js";
import * as api from "./generated/shop.js";
import type { Result } from "./results.js";
import { newSessionToken } from "./session.js";
import { type CallOptions, type ClientOptions, Transport } from "./transport.js";

/** What a shop client takes. */
export interface ShopOptions extends ClientOptions {
  /** A token that was kept from an earlier client's `session`; a new buyer without one. */
  readonly session?: string;
}

/** A page of products. */
export type ProductPage = api.ProductPageFragment;

/** What `orderPay` returns: where there is an action, the buyer has to go there, and then it is called again. */
export type OrderPaid = Omit<api.OrderPayMutation["orderPay"], "errors">;

/**
 * One buyer in one shop. Queries return their data; mutations return a `Result`. Calls are repeated as `Retries` says.
 *
 * @throws TypeError if the session is not a session token.
 */
export class Shop {
  readonly #transport: Transport;

  constructor(baseUrl: string, options: ShopOptions = {}) {
    this.#transport = new Transport(baseUrl, "shop", { session: options.session ?? newSessionToken() }, options);
  }

  /** The buyer's session token. Whoever has it is the buyer: keep it in an HttpOnly cookie. */
  get session(): string {
    return this.#transport.session;
  }

  /**
   * Returns a shopping cart.
   *
   * @param id Of a cart of this session; without one a cart is opened when something is put into it.
   */
  cart(id?: string): ShoppingCart {
    return new ShoppingCart(this, id);
  }

  /** The shop, the channel and the language of this client. */
  async getShop(options?: CallOptions): Promise<api.GetShopQuery["shop"]> {
    return (await this.#transport.execute(api.GetShopDocument, {}, options)).shop;
  }

  /** Products that are sold in the channel, a page at a time. */
  async listProducts(
    variables: api.ListProductsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListProductsQuery["products"]> {
    return (await this.#transport.execute(api.ListProductsDocument, variables, options)).products;
  }

  /**
   * Products that fit a text, the best first. `filling` says that the index is being prepared for the first time, so that
   * products are missing and there are no facets: say so instead of "nothing found", and ask again after a minute.
   */
  async searchProducts(
    text: string, variables: Omit<api.SearchProductsQueryVariables, "text"> = {},
    options?: CallOptions,
  ): Promise<api.SearchProductsQuery["products"]> {
    return (await this.#transport.execute(api.SearchProductsDocument, { ...variables, text }, options)).products;
  }

  /** What somebody who is typing may want: words, categories and products, the best first. */
  async suggestSearch(
    text: string, variables: Omit<api.SuggestSearchQueryVariables, "text"> = {},
    options?: CallOptions,
  ): Promise<api.SuggestSearchQuery["searchSuggestions"]> {
    return (await this.#transport.execute(api.SuggestSearchDocument, { ...variables, text }, options)).searchSuggestions;
  }

  /** A product by id or slug; null if it is not sold here. */
  async getProduct(by: api.GetProductQueryVariables, options?: CallOptions): Promise<api.GetProductQuery["product"]> {
    return (await this.#transport.execute(api.GetProductDocument, by, options)).product;
  }

  /**
   * Whether a product and each of its variants can be had, as exactly as the shop tells; null if the product is not sold
   * here. Only shops with the plugin `logistics` know.
   */
  async getAvailability(
    by: api.GetAvailabilityQueryVariables,
    options?: CallOptions,
  ): Promise<api.ProductAvailabilityFragment | null> {
    return (await this.#transport.execute(api.GetAvailabilityDocument, by, options)).product;
  }

  /**
   * What so many pieces of a variant would cost in a cart, with these choices of a bundle: the price to show while a
   * buyer chooses. Either `unitPrice` and `total` are there, or the `problem` that the cart would have with it.
   */
  async quoteVariant(
    variables: api.QuoteVariantQueryVariables,
    options?: CallOptions,
  ): Promise<api.QuoteVariantQuery["variantQuote"]> {
    return (await this.#transport.execute(api.QuoteVariantDocument, variables, options)).variantQuote;
  }

  /** The tree of categories, three levels deep. */
  async listCategories(options?: CallOptions): Promise<api.ListCategoriesQuery["categories"]> {
    return (await this.#transport.execute(api.ListCategoriesDocument, {}, options)).categories;
  }

  /** A category by id or slug, with a page of its products. */
  async getCategory(
    by: api.GetCategoryQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetCategoryQuery["category"]> {
    return (await this.#transport.execute(api.GetCategoryDocument, by, options)).category;
  }

  /** Collections, a page at a time. */
  async listCollections(
    variables: api.ListCollectionsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListCollectionsQuery["collections"]> {
    return (await this.#transport.execute(api.ListCollectionsDocument, variables, options)).collections;
  }

  /** A collection by id or slug, with a page of its products. */
  async getCollection(
    by: api.GetCollectionQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetCollectionQuery["collection"]> {
    return (await this.#transport.execute(api.GetCollectionDocument, by, options)).collection;
  }

  /** A cart of this session. */
  async getCart(id: string, options?: CallOptions): Promise<api.GetCartQuery["cart"]> {
    return (await this.#transport.execute(api.GetCartDocument, { id }, options)).cart;
  }

  /** An order of this session by id, or any order by its secret token. */
  async getOrder(by: api.GetOrderQueryVariables, options?: CallOptions): Promise<api.GetOrderQuery["order"]> {
    return (await this.#transport.execute(api.GetOrderDocument, by, options)).order;
  }

  /** The invoices and credit notes of an order; the addresses of their PDFs hold for a while. */
  async getOrderDocuments(
    by: api.GetOrderDocumentsQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetOrderDocumentsQuery["order"]> {
    return (await this.#transport.execute(api.GetOrderDocumentsDocument, by, options)).order;
  }

  /** Asks the shop to take back pieces that left; see `Shipment.lines` for what may be named. */
  returnRequest(input: api.ReturnRequestInput, options?: CallOptions): Promise<Result<api.ReturnFragment>> {
    return this.#transport.settle(
      api.ReturnRequestDocument,
      input,
      (data) => data.returnRequest,
      (payload) => payload.orderReturn,
      options,
    );
  }

  /** The parcels of an order that left, and where they can be followed, by id or by the buyer's secret. */
  async getOrderShipments(
    by: api.GetOrderShipmentsQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetOrderShipmentsQuery["order"]> {
    return (await this.#transport.execute(api.GetOrderShipmentsDocument, by, options)).order;
  }

  /** A page of what happened to an order as far as it concerns the buyer, the newest first; null if there is none. */
  async getOrderHistory(
    by: api.GetOrderHistoryQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetOrderHistoryQuery["order"]> {
    return (await this.#transport.execute(api.GetOrderHistoryDocument, by, options)).order;
  }

  /** What is paid, owed and was refunded of an order, and how it can be paid. */
  async getOrderPayments(
    by: api.GetOrderPaymentsQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetOrderPaymentsQuery["order"]> {
    return (await this.#transport.execute(api.GetOrderPaymentsDocument, by, options)).order;
  }

  /** Opens a cart. `cart()` does it by itself. */
  cartCreate(input: api.CartCreateInput, options?: CallOptions): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartCreateDocument,
      input,
      (data) => data.cartCreate,
      (payload) => payload.cart,
      options,
    );
  }

  /** Puts things into a cart. */
  cartLinesAdd(input: api.CartLinesAddInput, options?: CallOptions): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartLinesAddDocument,
      input,
      (data) => data.cartLinesAdd,
      (payload) => payload.cart,
      options,
    );
  }

  /**
   * Sets quantities of lines, and what is chosen of bundles where `choices` are given. A line that comes to be the same
   * as another one is added to that, and its id is gone.
   */
  cartLinesUpdate(input: api.CartLinesUpdateInput, options?: CallOptions): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartLinesUpdateDocument,
      input,
      (data) => data.cartLinesUpdate,
      (payload) => payload.cart,
      options,
    );
  }

  /** Takes lines out. */
  cartLinesRemove(input: api.CartLinesRemoveInput, options?: CallOptions): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartLinesRemoveDocument,
      input,
      (data) => data.cartLinesRemove,
      (payload) => payload.cart,
      options,
    );
  }

  /** Says who buys. */
  cartBuyerUpdate(input: api.CartBuyerUpdateInput, options?: CallOptions): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartBuyerUpdateDocument,
      input,
      (data) => data.cartBuyerUpdate,
      (payload) => payload.cart,
      options,
    );
  }

  /** Says where to deliver and whom to bill. */
  cartAddressesUpdate(input: api.CartAddressesUpdateInput, options?: CallOptions): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartAddressesUpdateDocument,
      input,
      (data) => data.cartAddressesUpdate,
      (payload) => payload.cart,
      options,
    );
  }

  /** Says that a business buys, by its tax number; an empty one takes that back. Refused with `TAX_NUMBER_INVALID`. */
  cartTaxNumberSet(input: api.CartTaxNumberSetInput, options?: CallOptions): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartTaxNumberSetDocument,
      input,
      (data) => data.cartTaxNumberSet,
      (payload) => payload.cart,
      options,
    );
  }

  /** Chooses a delivery option. */
  cartDeliveryOptionSelect(
    input: api.CartDeliveryOptionSelectInput,
    options?: CallOptions,
  ): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartDeliveryOptionSelectDocument,
      input,
      (data) => data.cartDeliveryOptionSelect,
      (payload) => payload.cart,
      options,
    );
  }

  /** Pays and places the order; safe to call again. */
  cartComplete(input: api.CartCompleteInput, options?: CallOptions): Promise<Result<Completion>> {
    return this.#transport.settle(
      api.CartCompleteDocument,
      input,
      (data) => data.cartComplete,
      (payload) => payload,
      options,
    );
  }

  /** Pays what is outstanding of an order, and never more; safe to call again. */
  orderPay(
    input: api.OrderPayInput,
    options?: CallOptions,
  ): Promise<Result<OrderPaid>> {
    return this.#transport.settle(
      api.OrderPayDocument,
      input,
      (data) => data.orderPay,
      (payload) => payload,
      options,
    );
  }

  /** What staff have put together for the buyer, by the token of its link; null while they are changing it. */
  async getDraftOrder(token: string, options?: CallOptions): Promise<api.GetDraftOrderQuery["draftOrder"]> {
    return (await this.#transport.execute(api.GetDraftOrderDocument, { token }, options)).draftOrder;
  }

  /** Pays a draft of staff and places its order; safe to call again. */
  draftOrderComplete(input: api.DraftOrderCompleteInput, options?: CallOptions): Promise<Result<Completion>> {
    return this.#transport.settle(
      api.DraftOrderCompleteDocument,
      input,
      (data) => data.draftOrderComplete,
      (payload) => payload,
      options,
    );
  }

  /** Gives an undecided payment of a draft back, so that it can be paid in another way. */
  draftOrderReopen(input: api.DraftOrderReopenInput, options?: CallOptions): Promise<Result<api.DraftOrderFragment>> {
    return this.#transport.settle(
      api.DraftOrderReopenDocument,
      input,
      (data) => data.draftOrderReopen,
      (payload) => payload.draftOrder,
      options,
    );
  }

  /** Gives an undecided payment back, so that the cart can be changed again. */
  cartReopen(input: api.CartReopenInput, options?: CallOptions): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartReopenDocument,
      input,
      (data) => data.cartReopen,
      (payload) => payload.cart,
      options,
    );
  }

  /**
   * What a form for an address asks for in a country: fields in order, labels, which are required, and what can be chosen.
   * Give the region that was chosen for its cities, and the city for its districts; without a country, it is the one
   * that most buyers are in.
   */
  async getAddressForm(
    place: api.GetAddressFormQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetAddressFormQuery["addressForm"]> {
    return (await this.#transport.execute(api.GetAddressFormDocument, place, options)).addressForm;
  }

  /** The address book of the signed-in customer: defaults for shipping and for bills first, then the newest. */
  async listCustomerAddresses(
    options?: CallOptions,
  ): Promise<api.ListCustomerAddressesQuery["customerAddresses"]> {
    return (await this.#transport.execute(api.ListCustomerAddressesDocument, {}, options)).customerAddresses;
  }

  /** Puts an address into the customer's book; it is a default where there is none yet. */
  customerAddressCreate(
    input: api.CustomerAddressCreateInput,
    options?: CallOptions,
  ): Promise<Result<api.CustomerAddressFragment>> {
    return this.#transport.settle(
      api.CustomerAddressCreateDocument,
      input,
      (data) => data.customerAddressCreate,
      (payload) => payload.customerAddress,
      options,
    );
  }

  /** Changes an address of the customer's book; carts and orders that have taken it keep what it was. */
  customerAddressUpdate(
    input: api.CustomerAddressUpdateInput,
    options?: CallOptions,
  ): Promise<Result<api.CustomerAddressFragment>> {
    return this.#transport.settle(
      api.CustomerAddressUpdateDocument,
      input,
      (data) => data.customerAddressUpdate,
      (payload) => payload.customerAddress,
      options,
    );
  }

  /** Deletes an address of the customer's book; answers with its id. */
  customerAddressDelete(
    input: api.CustomerAddressDeleteInput,
    options?: CallOptions,
  ): Promise<Result<string>> {
    return this.#transport.settle(
      api.CustomerAddressDeleteDocument,
      input,
      (data) => data.customerAddressDelete,
      (payload) => payload.deletedId,
      options,
    );
  }

  /** Delivers a cart to an address of the customer's book. */
  cartShippingAddressSet(
    input: api.CartShippingAddressSetInput,
    options?: CallOptions,
  ): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartShippingAddressSetDocument,
      input,
      (data) => data.cartShippingAddressSet,
      (payload) => payload.cart,
      options,
    );
  }

  /** Bills a cart to an address of the customer's book. */
  cartBillingAddressSet(
    input: api.CartBillingAddressSetInput,
    options?: CallOptions,
  ): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartBillingAddressSetDocument,
      input,
      (data) => data.cartBillingAddressSet,
      (payload) => payload.cart,
      options,
    );
  }

  /** A cart that somebody shows by a link, as it is now; null if there is none, or not any more. */
  async getSharedCart(
    link: api.GetSharedCartQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetSharedCartQuery["sharedCart"]> {
    return (await this.#transport.execute(api.GetSharedCartDocument, link, options)).sharedCart;
  }

  /** Makes a link to what is in a cart now; the same content has the same link. */
  cartShare(
    input: api.CartShareInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.CartShareMutation["cartShare"]["sharedCart"]>>> {
    return this.#transport.settle(
      api.CartShareDocument,
      input,
      (data) => data.cartShare,
      (payload) => payload.sharedCart,
      options,
    );
  }

  /** Puts what is in a shared cart into one's own, at present prices; its notices tell what did not fit. */
  sharedCartCopy(input: api.SharedCartCopyInput, options?: CallOptions): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.SharedCartCopyDocument,
      input,
      (data) => data.sharedCartCopy,
      (payload) => payload.cart,
      options,
    );
  }

  /** The orders of the signed-in customer in all channels, the newest first, a page at a time. */
  async listCustomerOrders(
    variables: api.ListCustomerOrdersQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListCustomerOrdersQuery["customerOrders"]> {
    return (await this.#transport.execute(api.ListCustomerOrdersDocument, variables, options)).customerOrders;
  }

  /** The open carts of the caller in this channel: the current one first. */
  async listCarts(options?: CallOptions): Promise<api.ListCartsQuery["carts"]> {
    return (await this.#transport.execute(api.ListCartsDocument, {}, options)).carts;
  }

  /** The cart that the signed-in customer fills in this channel, from whatever device. */
  async getCurrentCart(options?: CallOptions): Promise<api.GetCurrentCartQuery["currentCart"]> {
    return (await this.#transport.execute(api.GetCurrentCartDocument, {}, options)).currentCart;
  }

  /** Changes what a customer calls a cart; an empty name takes it away. */
  cartRename(input: api.CartRenameInput, options?: CallOptions): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartRenameDocument,
      input,
      (data) => data.cartRename,
      (payload) => payload.cart,
      options,
    );
  }

  /** Makes a cart the one that the customer fills, instead of the one that was. */
  cartSwitch(input: api.CartSwitchInput, options?: CallOptions): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartSwitchDocument,
      input,
      (data) => data.cartSwitch,
      (payload) => payload.cart,
      options,
    );
  }

  /** Deletes a cart with everything in it; answers with its id. */
  cartDelete(input: api.CartDeleteInput, options?: CallOptions): Promise<Result<string>> {
    return this.#transport.settle(
      api.CartDeleteDocument,
      input,
      (data) => data.cartDelete,
      (payload) => payload.deletedCartId,
      options,
    );
  }

  /**
   * Puts what somebody had in their carts before they signed in into their current one: call it after the login, with the
   * session of before. Quantities are added up to the limits; the notices tell what did not fit. Safe to call again; null
   * where there is no cart at all.
   */
  cartsMerge(input: api.CartsMergeInput, options?: CallOptions): Promise<Result<api.CartFragment | null>> {
    return this.#transport.settle(
      api.CartsMergeDocument,
      input,
      (data) => data.cartsMerge,
      (payload) => payload.cart,
      options,
    );
  }

  /**
   * Takes a cart as its notices say, so that they are gone: pass the ids of those that the buyer has read. One whose
   * matter has changed again is told anew.
   */
  cartNoticesAcknowledge(input: api.CartNoticesAcknowledgeInput, options?: CallOptions): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartNoticesAcknowledgeDocument,
      input,
      (data) => data.cartNoticesAcknowledge,
      (payload) => payload.cart,
      options,
    );
  }

  /** Says what the buyer writes for the whole cart: note, gift message, whether to wrap it, custom attributes. */
  cartRemarksUpdate(input: api.CartRemarksUpdateInput, options?: CallOptions): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartRemarksUpdateDocument,
      input,
      (data) => data.cartRemarksUpdate,
      (payload) => payload.cart,
      options,
    );
  }

  /** Says what the buyer writes for lines: for all that are given, or for none. */
  cartLineRemarksUpdate(input: api.CartLineRemarksUpdateInput, options?: CallOptions): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.CartLineRemarksUpdateDocument,
      input,
      (data) => data.cartLineRemarksUpdate,
      (payload) => payload.cart,
      options,
    );
  }

  /** Puts what an order sold into a cart, at present prices; the notices tell what is gone. */
  orderReorder(input: api.OrderReorderInput, options?: CallOptions): Promise<Result<api.CartFragment>> {
    return this.#transport.settle(
      api.OrderReorderDocument,
      input,
      (data) => data.orderReorder,
      (payload) => payload.cart,
      options,
    );
  }

  /** What belongs to a product by kind, in the merchant's order: all that a page shows beside it. */
  async getProductRelations(
    variables: api.GetProductRelationsQueryVariables,
    options?: CallOptions,
  ): Promise<NonNullable<api.GetProductRelationsQuery["product"]>["relations"]> {
    return (await this.#transport.execute(api.GetProductRelationsDocument, variables, options)).product?.relations ?? [];
  }

  /** What belongs to a product in one way, such as `accessory`; null if the product is not sold here. */
  async getRelatedProducts(
    variables: api.GetRelatedProductsQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetRelatedProductsQuery["product"]> {
    return (await this.#transport.execute(api.GetRelatedProductsDocument, variables, options)).product;
  }

  /** The ways in which products belong together, in the merchant's order. */
  async listRelationKinds(options?: CallOptions): Promise<api.ListRelationKindsQuery["relationKinds"]> {
    return (await this.#transport.execute(api.ListRelationKindsDocument, {}, options)).relationKinds;
  }

  /** Where something is now that had a path or a slug before; null if it never had. */
  async findRedirect(
    variables: api.FindRedirectQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.FindRedirectQuery["redirect"]> {
    return (await this.#transport.execute(api.FindRedirectDocument, variables, options)).redirect;
  }

  /** What was bought and can be downloaded: in this session, or by the order whose token is given. */
  async listDownloads(
    variables: api.ListDownloadsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListDownloadsQuery["downloads"]> {
    return (await this.#transport.execute(api.ListDownloadsDocument, variables, options)).downloads;
  }

  /** Makes a link to a download, a path on the shop's server; the link before it is worth nothing any more. */
  downloadLinkCreate(
    input: api.DownloadLinkCreateInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.DownloadLinkCreateMutation["downloadLinkCreate"]["path"]>>> {
    return this.#transport.settle(
      api.DownloadLinkCreateDocument,
      input,
      (data) => data.downloadLinkCreate,
      (payload) => payload.path,
      options,
    );
  }
}
