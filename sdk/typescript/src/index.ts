/**
 * Typed clients for Fondaco's shop and admin APIs. Types of everything they take and return are in `@fondaco/sdk/shop`
 * and `@fondaco/sdk/admin`; the ones that front-ends name most are here.
 */
export { Admin, type MoneyMoved, type MoneyReceived, type MoneyRefunded } from "./admin.js";
export { ShoppingCart, type Completion } from "./cart.js";
export {
  FondacoError,
  InvalidResponseError,
  RejectedError,
  RequestRefusedError,
  StatusError,
  TimedOutError,
  TransportError,
  UnreachableError,
  unwrap,
} from "./errors.js";
export type {
  AddressFragment as Address,
  AddressInput,
  CartFragment as Cart,
  CartLineFragment as CartLine,
  DeliveryOptionFragment as DeliveryOption,
  MoneyFragment as Money,
  OrderFragment as Order,
  OrderLineFragment as OrderLine,
  ProductCardFragment as ProductCard,
  ProductFragment as Product,
  ProductVariantFragment as ProductVariant,
  TaxedMoneyFragment as TaxedMoney,
  TotalsFragment as Totals,
} from "./generated/shop.js";
export type { Failure, Ok, Result, UserError } from "./results.js";
export { DEFAULT_RETRIES, type Retries } from "./retries.js";
export { isSessionToken, newSessionToken } from "./session.js";
export { Shop, type OrderPaid, type ProductPage, type ShopOptions } from "./shop.js";
export type { CallOptions, ClientOptions } from "./transport.js";
