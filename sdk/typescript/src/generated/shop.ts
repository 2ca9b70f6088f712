/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { TypedDocumentString } from '../document.js';
/** A postal address. */
export type AddressInput = {
  readonly city?: string | null | undefined;
  readonly company?: string | null | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly district?: string | null | undefined;
  /** Street and number, or what the country writes there. */
  readonly line1: string;
  readonly line2?: string | null | undefined;
  /** Who receives. */
  readonly name: string;
  /** As the country writes it, or with the code of a country. */
  readonly phone?: string | null | undefined;
  readonly postalCode?: string | null | undefined;
  /** State, province or prefecture. */
  readonly region?: string | null | undefined;
};

/** What an attribute of a product, of one of its variants or of what a buyer chooses has to be. */
export type AttributeFilter = {
  readonly boolean?: boolean | null | undefined;
  /** One of these choices, by code. */
  readonly choices?: ReadonlyArray<string> | null | undefined;
  /** Of a filterable attribute. */
  readonly code: string;
  /** A day in this span. */
  readonly dates?: DateRangeInput | null | undefined;
  /** A number in this span, in the attribute's unit. */
  readonly range?: NumberRangeInput | null | undefined;
};

/** Whether a thing can be had, as a buyer is told. */
export type AvailabilityState =
  | 'BACKORDER'
  | 'IN_STOCK'
  | 'LOW_STOCK'
  | 'OUT_OF_STOCK'
  | 'PREORDER';

/** Addresses to set; one that is left out stays as it is. */
export type CartAddressesUpdateInput = {
  /** Without one the order has the shipping address for it. */
  readonly billingAddress?: AddressInput | null | undefined;
  readonly cartId: string;
  readonly shippingAddress?: AddressInput | null | undefined;
};

/** Which address of the customer's book is for the bill of a cart. */
export type CartBillingAddressSetInput = {
  readonly addressId: string;
  readonly cartId: string;
};

/** Who buys. */
export type CartBuyerUpdateInput = {
  readonly cartId: string;
  readonly email: string;
  /** Left out, the one that is there stays; empty, it is removed. */
  readonly phone?: string | null | undefined;
  /** ISO 3166-1 alpha-2: in which a number without the code of a country is. Left out, that of the cart's address, and as long as there is none, that of the shop. */
  readonly phoneCountry?: string | null | undefined;
};

/** Pays and places the order. */
export type CartCompleteInput = {
  readonly cartId: string;
  /** What the buyer saw: if the total is something else by now, the answer is TOTAL_CHANGED. */
  readonly expectedTotal?: MoneyInput | null | undefined;
  readonly payment: PaymentInput;
  /** Puts the order's addresses into the customer's book, where they are not in it yet. */
  readonly saveAddresses?: boolean;
};

/** What a new cart begins with. */
export type CartCreateInput = {
  readonly email?: string | null | undefined;
  readonly lines?: ReadonlyArray<CartLineInput> | null | undefined;
  /** What a customer calls it; guests' carts have no names. */
  readonly name?: string | null | undefined;
};

/** Which cart to delete. */
export type CartDeleteInput = {
  readonly cartId: string;
};

/** Chooses a delivery option by its code. */
export type CartDeliveryOptionSelectInput = {
  readonly cartId: string;
  readonly code: string;
};

/** Something that is chosen of a thing that leaves a choice. */
export type CartLineChoiceInput = {
  /** Of the choice, as the thing offers it. */
  readonly id: string;
  /** How often; 0 leaves it out. */
  readonly quantity?: number;
};

/** A thing and how many pieces of it. */
export type CartLineInput = {
  /** What is chosen of it, where it leaves a choice. With other choices it is another line. */
  readonly choices?: ReadonlyArray<CartLineChoiceInput> | null | undefined;
  /** At least 1. */
  readonly quantity: number;
  /** Of a product variant, or whatever else a plugin sells. */
  readonly sellableId: string;
};

/** What the buyer writes for a line: what is left out stays, what is empty is removed. */
export type CartLineRemarksInput = {
  /** Those that are to change: at most 50 are kept, of 8,000 bytes together. */
  readonly attributes?: ReadonlyArray<CustomAttributeInput> | null | undefined;
  /** To whoever is given it; at most 500 characters. */
  readonly giftMessage?: string | null | undefined;
  readonly giftWrap?: boolean | null | undefined;
  readonly id: string;
  /** To the merchant; at most 2,000 characters. */
  readonly note?: string | null | undefined;
};

/** Lines and what the buyer writes for them. */
export type CartLineRemarksUpdateInput = {
  readonly cartId: string;
  readonly lines: ReadonlyArray<CartLineRemarksInput>;
};

/** A line, and what is to be of it. */
export type CartLineUpdateInput = {
  /** What is chosen of the thing instead of what was; left out, that stays. A line that comes to have the choices of another one is added to that, and its id is gone. */
  readonly choices?: ReadonlyArray<CartLineChoiceInput> | null | undefined;
  readonly id: string;
  /** At least 1. */
  readonly quantity: number;
};

/** Pieces to add; what the cart holds already is added up. */
export type CartLinesAddInput = {
  readonly cartId: string;
  readonly lines: ReadonlyArray<CartLineInput>;
};

/** Lines to remove. */
export type CartLinesRemoveInput = {
  readonly cartId: string;
  readonly lineIds: ReadonlyArray<string>;
};

/** Lines and what is to be of them. */
export type CartLinesUpdateInput = {
  readonly cartId: string;
  readonly lines: ReadonlyArray<CartLineUpdateInput>;
};

/** Notices that the buyer has read. */
export type CartNoticesAcknowledgeInput = {
  readonly cartId: string;
  /** As they were shown. One whose matter has changed again since then is not acknowledged. */
  readonly noticeIds: ReadonlyArray<string>;
};

/** What the buyer writes for the whole cart: what is left out stays, what is empty is removed. */
export type CartRemarksUpdateInput = {
  /** Those that are to change: at most 50 are kept, of 8,000 bytes together. */
  readonly attributes?: ReadonlyArray<CustomAttributeInput> | null | undefined;
  readonly cartId: string;
  /** To whoever is given it; at most 500 characters. */
  readonly giftMessage?: string | null | undefined;
  readonly giftWrap?: boolean | null | undefined;
  /** To the merchant; at most 2,000 characters. */
  readonly note?: string | null | undefined;
};

/** What a customer calls a cart; at most 100 characters, empty for no name. */
export type CartRenameInput = {
  readonly cartId: string;
  readonly name: string;
};

/** Which cart to open again. */
export type CartReopenInput = {
  readonly cartId: string;
};

/** What a cart needs before it can be completed. */
export type CartRequirement =
  | 'BILLING_ADDRESS'
  | 'DELIVERY_OPTION'
  | 'EMAIL'
  | 'LINES'
  | 'SHIPPING_ADDRESS';

/** Which cart to show to others. */
export type CartShareInput = {
  readonly cartId: string;
};

/** Which address of the customer's book a cart goes to. */
export type CartShippingAddressSetInput = {
  readonly addressId: string;
  readonly cartId: string;
};

/** Where a cart stands. */
export type CartState =
  | 'COMPLETED'
  | 'COMPLETING'
  | 'OPEN';

/** Which cart the customer fills from now on. */
export type CartSwitchInput = {
  readonly cartId: string;
};

/** Says that a business buys. */
export type CartTaxNumberSetInput = {
  readonly cartId: string;
  /** With the prefix of its country, such as `ATU13585627`; empty takes it back. */
  readonly taxNumber: string;
};

/** What to merge. */
export type CartsMergeInput = {
  /** Only this cart of the session of before; left out, all of them in this channel. */
  readonly cartId?: string | null | undefined;
};

/** A custom attribute to set or remove. */
export type CustomAttributeInput = {
  /** A namespace and a name, such as `engraving.text`: lower-case letters, digits, `-` and `_`. */
  readonly key: string;
  /** Any JSON; null removes the attribute. */
  readonly value?: unknown;
};

/** An address to keep. */
export type CustomerAddressCreateInput = {
  readonly address: AddressInput;
  /** Left out: if there is no default for bills yet. */
  readonly defaultBilling?: boolean | null | undefined;
  /** Left out: if there is no default for shipping yet. */
  readonly defaultShipping?: boolean | null | undefined;
  /** Such as "Home"; at most 100 characters. */
  readonly label?: string | null | undefined;
};

/** Which address to delete. */
export type CustomerAddressDeleteInput = {
  readonly id: string;
};

/** What is to be of an address; what is left out stays. */
export type CustomerAddressUpdateInput = {
  /** The whole of it. */
  readonly address?: AddressInput | null | undefined;
  /** True takes it from the one that was. */
  readonly defaultBilling?: boolean | null | undefined;
  /** True takes it from the one that was. */
  readonly defaultShipping?: boolean | null | undefined;
  readonly id: string;
  /** Empty for none. */
  readonly label?: string | null | undefined;
};

/** A span of days, both ends included. */
export type DateRangeInput = {
  readonly max?: string | null | undefined;
  readonly min?: string | null | undefined;
};

/** Input of `downloadLinkCreate`. */
export type DownloadLinkCreateInput = {
  /** Of something that was bought in this shop session, or by the order of the token. */
  readonly downloadId: string;
  /** From the link that the buyer was given. */
  readonly orderToken?: string | null | undefined;
};

/** Pays a draft and places the order. */
export type DraftOrderCompleteInput = {
  /** What the buyer saw: if the total is something else by now, the answer is TOTAL_CHANGED. */
  readonly expectedTotal?: MoneyInput | null | undefined;
  readonly payment: PaymentInput;
  /** Of the link. */
  readonly token: string;
};

/** Which draft's payment to give back: the token of its link. */
export type DraftOrderReopenInput = {
  readonly token: string;
};

/** Where a draft stands. */
export type DraftState =
  | 'EXPIRED'
  | 'OPEN'
  | 'PAYING'
  | 'PLACED'
  | 'SENT';

/** What has left of an order, over all lines that are sent. */
export type FulfilmentState =
  | 'FULFILLED'
  | 'NOT_NEEDED'
  | 'PARTIALLY_FULFILLED'
  | 'PARTIALLY_RETURNED'
  | 'RETURNED'
  | 'UNFULFILLED';

/** An amount of money. */
export type MoneyInput = {
  /** In major units, such as "19.90"; at most the currency's decimal places. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currencyCode: string;
};

/** A span of numbers, both ends included. */
export type NumberRangeInput = {
  readonly max?: string | null | undefined;
  readonly min?: string | null | undefined;
};

/** What a document is. */
export type OrderDocumentKind =
  | 'CREDIT_NOTE'
  | 'INVOICE';

/** Pays what is outstanding of an order. */
export type OrderPayInput = {
  /** What the buyer saw as outstanding: if it is something else by now, the answer is OUTSTANDING_CHANGED. */
  readonly expectedAmount?: MoneyInput | null | undefined;
  /** An order that this session placed; give this or the token. */
  readonly orderId?: string | null | undefined;
  readonly payment: PaymentInput;
  /** From the link that the buyer was given. */
  readonly token?: string | null | undefined;
};

/** What is paid of an order, over all its payments. */
export type OrderPaymentState =
  | 'AUTHORIZED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  | 'VOIDED';

/** Which order to buy again: one that the caller placed, by id, or anybody's by its secret token. */
export type OrderReorderInput = {
  /** Into which cart; left out, a customer's current one or a new one. */
  readonly cartId?: string | null | undefined;
  /** Give this or the token. */
  readonly orderId?: string | null | undefined;
  /** From the link that the buyer was given. */
  readonly token?: string | null | undefined;
};

/** How far a return is. */
export type OrderReturnState =
  | 'APPROVED'
  | 'CLOSED'
  | 'RECEIVED'
  | 'REFUSED'
  | 'REQUESTED';

/** Where an order stands. */
export type OrderState =
  | 'CANCELLED'
  | 'PLACED';

/** What a buyer has to do for a payment that waits for them; whatever it is, sending them to its URL does. */
export type PaymentActionKind =
  | 'CLIENT'
  | 'QR_CODE'
  | 'REDIRECT';

/** How the buyer means to pay. */
export type PaymentInput = {
  /** Code of one of the payment methods of the cart or order. */
  readonly method: string;
  /** Where the provider sends the buyer back to after an action. */
  readonly returnUrl?: string | null | undefined;
  /** What the provider's own front-end gave; a card number of the test provider. */
  readonly token: string;
};

/** What a front-end shows for a way to pay. */
export type PaymentMethodKind =
  | 'CARD_FIELD'
  | 'QR_CODE'
  | 'REDIRECT'
  | 'TRANSFER';

/** Where a payment stands with its provider. */
export type PaymentState =
  | 'ACTION_REQUIRED'
  | 'AUTHORIZED'
  | 'CAPTURED'
  | 'DECLINED'
  | 'PENDING'
  | 'UNKNOWN'
  | 'VOIDED';

/** What is chosen of a facet: products with one of the values, or with a number in the span. */
export type ProductFacetFilter = {
  /** Of a facet of numbers: no more than this. */
  readonly max?: string | null | undefined;
  /** Of a facet of days: on this day or earlier. */
  readonly maxDate?: string | null | undefined;
  /** Of a facet of numbers: no less than this; of `price` in major units of the channel's currency. */
  readonly min?: string | null | undefined;
  /** Of a facet of days: on this day or later. */
  readonly minDate?: string | null | undefined;
  /** Of the facet, as `ProductFacet.name` has it. */
  readonly name: string;
  /** As `ProductFacetValue.value` has them. */
  readonly values?: ReadonlyArray<string>;
};

/** Which products are wanted; everything given has to hold. */
export type ProductFilter = {
  /** All of them have to be met. */
  readonly attributes?: ReadonlyArray<AttributeFilter> | null | undefined;
  /** Of one of these brands, by slug. */
  readonly brands?: ReadonlyArray<string> | null | undefined;
  /** The same by slug; give one of the two at most. */
  readonly category?: string | null | undefined;
  /** In this category or in one below it. */
  readonly categoryId?: string | null | undefined;
  /** In this collection. */
  readonly collectionId?: string | null | undefined;
  /** What is chosen of facets, each facet once. */
  readonly facets?: ReadonlyArray<ProductFacetFilter> | null | undefined;
  /** A variant costs at most this much, in major units of the channel's currency. */
  readonly maxPrice?: string | null | undefined;
  /** A variant costs at least this much, in major units of the channel's currency. */
  readonly minPrice?: string | null | undefined;
  /** Of one of these product types, by slug. */
  readonly productTypes?: ReadonlyArray<string> | null | undefined;
  /** With exactly this tag. */
  readonly tag?: string | null | undefined;
};

/** The order of a list of products. */
export type ProductSort =
  | 'BEST_SELLING'
  | 'NEWEST'
  | 'PRICE_ASC'
  | 'PRICE_DESC'
  | 'RELEVANCE'
  | 'TITLE';

/** Something that a buyer chose of a bundle. */
export type QuoteChoiceInput = {
  /** Of a `BundleChoice`. */
  readonly id: string;
  /** How often; 0 leaves it out. */
  readonly quantity?: number;
};

/** What a part of a refund is given back for. */
export type RefundKind =
  | 'DELIVERY'
  | 'LINE'
  | 'SURPLUS';

/** Where a refund stands. */
export type RefundState =
  | 'FAILED'
  | 'PARTIAL'
  | 'PENDING'
  | 'SUCCEEDED';

/** So many pieces of a parcel. */
export type ReturnLineInput = {
  readonly quantity: number;
  readonly shipmentLineId: string;
};

/** What a buyer wants to send back, at most 500 lines. */
export type ReturnRequestInput = {
  readonly lines: ReadonlyArray<ReturnLineInput>;
  /** Of an order that the caller placed; give this or the token. */
  readonly orderId?: string | null | undefined;
  /** At most 1,000 characters. */
  readonly reason?: string;
  /** From the link that the buyer was given. */
  readonly token?: string | null | undefined;
};

/** Which shared cart to take, and into which cart. */
export type SharedCartCopyInput = {
  /** Left out, a customer's current one or a new one. */
  readonly cartId?: string | null | undefined;
  /** Of the link. */
  readonly token: string;
};

/** How far a parcel is. */
export type ShipmentState =
  | 'CANCELLED'
  | 'DELIVERED'
  | 'LOST'
  | 'PACKED'
  | 'RETURNED'
  | 'SHIPPED';

/** What has a slug. */
export type SlugEntity =
  | 'BRAND'
  | 'CATEGORY'
  | 'COLLECTION'
  | 'PRODUCT';

/** Whether the buyer pays the taxes of a purchase. */
export type TaxTreatment =
  | 'EXEMPT'
  | 'REVERSE_CHARGE'
  | 'STANDARD';

export type CustomerAddressFragment = { readonly id: string, readonly label: string, readonly defaultShipping: boolean, readonly defaultBilling: boolean, readonly createdAt: string, readonly updatedAt: string, readonly address: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } };

export type ListCustomerAddressesQueryVariables = Exact<{ [key: string]: never; }>;


export type ListCustomerAddressesQuery = { readonly customerAddresses: ReadonlyArray<{ readonly id: string, readonly label: string, readonly defaultShipping: boolean, readonly defaultBilling: boolean, readonly createdAt: string, readonly updatedAt: string, readonly address: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } }> };

export type CustomerAddressCreateMutationVariables = Exact<{
  input: CustomerAddressCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CustomerAddressCreateMutation = { readonly customerAddressCreate: { readonly customerAddress: { readonly id: string, readonly label: string, readonly defaultShipping: boolean, readonly defaultBilling: boolean, readonly createdAt: string, readonly updatedAt: string, readonly address: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CustomerAddressUpdateMutationVariables = Exact<{
  input: CustomerAddressUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CustomerAddressUpdateMutation = { readonly customerAddressUpdate: { readonly customerAddress: { readonly id: string, readonly label: string, readonly defaultShipping: boolean, readonly defaultBilling: boolean, readonly createdAt: string, readonly updatedAt: string, readonly address: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CustomerAddressDeleteMutationVariables = Exact<{
  input: CustomerAddressDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CustomerAddressDeleteMutation = { readonly customerAddressDelete: { readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartShippingAddressSetMutationVariables = Exact<{
  input: CartShippingAddressSetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartShippingAddressSetMutation = { readonly cartShippingAddressSet: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartBillingAddressSetMutationVariables = Exact<{
  input: CartBillingAddressSetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartBillingAddressSetMutation = { readonly cartBillingAddressSet: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartLineFragment = { readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } };

export type DeliveryOptionFragment = { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } };

export type CartFragment = { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null };

export type GetCartQueryVariables = Exact<{
  id: string;
}>;


export type GetCartQuery = { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null };

export type CartCreateMutationVariables = Exact<{
  input: CartCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartCreateMutation = { readonly cartCreate: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartLinesAddMutationVariables = Exact<{
  input: CartLinesAddInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartLinesAddMutation = { readonly cartLinesAdd: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartLinesUpdateMutationVariables = Exact<{
  input: CartLinesUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartLinesUpdateMutation = { readonly cartLinesUpdate: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartLinesRemoveMutationVariables = Exact<{
  input: CartLinesRemoveInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartLinesRemoveMutation = { readonly cartLinesRemove: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartBuyerUpdateMutationVariables = Exact<{
  input: CartBuyerUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartBuyerUpdateMutation = { readonly cartBuyerUpdate: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartAddressesUpdateMutationVariables = Exact<{
  input: CartAddressesUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartAddressesUpdateMutation = { readonly cartAddressesUpdate: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartTaxNumberSetMutationVariables = Exact<{
  input: CartTaxNumberSetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartTaxNumberSetMutation = { readonly cartTaxNumberSet: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartDeliveryOptionSelectMutationVariables = Exact<{
  input: CartDeliveryOptionSelectInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartDeliveryOptionSelectMutation = { readonly cartDeliveryOptionSelect: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartCompleteMutationVariables = Exact<{
  input: CartCompleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartCompleteMutation = { readonly cartComplete: { readonly order: { readonly id: string, readonly number: string, readonly token: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly fulfilmentState: FulfilmentState, readonly placedAt: string, readonly currencyCode: string, readonly email: string, readonly phone: string | null, readonly phoneFormatted: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly taxTreatment: TaxTreatment, readonly taxNumber: string, readonly taxExemption: string, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly shippedQuantity: number, readonly incompleteQuantity: number, readonly returnedQuantity: number, readonly taxRate: string, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly components: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly delivery: { readonly code: string, readonly name: string, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> } } | null, readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly action: { readonly url: string, readonly kind: PaymentActionKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartReopenMutationVariables = Exact<{
  input: CartReopenInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartReopenMutation = { readonly cartReopen: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ListCartsQueryVariables = Exact<{ [key: string]: never; }>;


export type ListCartsQuery = { readonly carts: ReadonlyArray<{ readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null }> };

export type GetCurrentCartQueryVariables = Exact<{ [key: string]: never; }>;


export type GetCurrentCartQuery = { readonly currentCart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null };

export type CartRenameMutationVariables = Exact<{
  input: CartRenameInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartRenameMutation = { readonly cartRename: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartSwitchMutationVariables = Exact<{
  input: CartSwitchInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartSwitchMutation = { readonly cartSwitch: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartDeleteMutationVariables = Exact<{
  input: CartDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartDeleteMutation = { readonly cartDelete: { readonly deletedCartId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartsMergeMutationVariables = Exact<{
  input: CartsMergeInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartsMergeMutation = { readonly cartsMerge: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartNoticesAcknowledgeMutationVariables = Exact<{
  input: CartNoticesAcknowledgeInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartNoticesAcknowledgeMutation = { readonly cartNoticesAcknowledge: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartRemarksUpdateMutationVariables = Exact<{
  input: CartRemarksUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartRemarksUpdateMutation = { readonly cartRemarksUpdate: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartLineRemarksUpdateMutationVariables = Exact<{
  input: CartLineRemarksUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartLineRemarksUpdateMutation = { readonly cartLineRemarksUpdate: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderReorderMutationVariables = Exact<{
  input: OrderReorderInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderReorderMutation = { readonly orderReorder: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type GetAddressFormQueryVariables = Exact<{
  country?: string | null | undefined;
  region?: string | null | undefined;
  city?: string | null | undefined;
}>;


export type GetAddressFormQuery = { readonly addressForm: { readonly country: string, readonly postalCodePattern: string | null, readonly postalCodeExamples: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly name: string, readonly row: number, readonly label: string, readonly required: boolean, readonly options: ReadonlyArray<{ readonly value: string, readonly label: string }> }> } };

export type GetSharedCartQueryVariables = Exact<{
  token: string;
}>;


export type GetSharedCartQuery = { readonly sharedCart: { readonly token: string, readonly expiresAt: string, readonly lines: ReadonlyArray<{ readonly sellableId: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly unitPrice: { readonly amount: string, readonly currencyCode: string } | null }> } | null };

export type CartShareMutationVariables = Exact<{
  input: CartShareInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartShareMutation = { readonly cartShare: { readonly sharedCart: { readonly token: string, readonly expiresAt: string } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type SharedCartCopyMutationVariables = Exact<{
  input: SharedCartCopyInput;
  idempotencyKey?: string | null | undefined;
}>;


export type SharedCartCopyMutation = { readonly sharedCartCopy: { readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type BrandFragment = { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string };

export type ProductTypeFragment = { readonly id: string, readonly slug: string, readonly name: string };

export type MediaFragment = { readonly url: string, readonly alt: string };

export type PriceRangeFragment = { readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } };

export type ProductCardFragment = { readonly id: string, readonly slug: string, readonly title: string, readonly tags: ReadonlyArray<string>, readonly tagLabels: ReadonlyArray<string>, readonly availableForSale: boolean, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly priceRange: { readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } } | null };

export type SelectedOptionFragment = { readonly name: string, readonly value: string, readonly label: string };

export type ProductVariantFragment = { readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly availableForSale: boolean, readonly requiresShipping: boolean, readonly weightGrams: number, readonly components: ReadonlyArray<{ readonly quantity: number, readonly variant: { readonly id: string, readonly sku: string, readonly title: string } | null }>, readonly slots: ReadonlyArray<{ readonly id: string, readonly name: string, readonly minimum: number, readonly maximum: number, readonly repeatable: boolean, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number, readonly available: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } | null, readonly variant: { readonly id: string, readonly sku: string, readonly title: string, readonly product: { readonly slug: string, readonly title: string } } | null }> }>, readonly price: { readonly amount: string, readonly currencyCode: string } | null, readonly compareAtPrice: { readonly amount: string, readonly currencyCode: string } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null };

export type ProductFragment = { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly tags: ReadonlyArray<string>, readonly tagLabels: ReadonlyArray<string>, readonly seoTitle: string, readonly seoDescription: string, readonly availableForSale: boolean, readonly createdAt: string, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly options: ReadonlyArray<{ readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }>, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly priceRange: { readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly availableForSale: boolean, readonly requiresShipping: boolean, readonly weightGrams: number, readonly components: ReadonlyArray<{ readonly quantity: number, readonly variant: { readonly id: string, readonly sku: string, readonly title: string } | null }>, readonly slots: ReadonlyArray<{ readonly id: string, readonly name: string, readonly minimum: number, readonly maximum: number, readonly repeatable: boolean, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number, readonly available: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } | null, readonly variant: { readonly id: string, readonly sku: string, readonly title: string, readonly product: { readonly slug: string, readonly title: string } } | null }> }>, readonly price: { readonly amount: string, readonly currencyCode: string } | null, readonly compareAtPrice: { readonly amount: string, readonly currencyCode: string } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null }>, readonly category: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly collections: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string }> };

export type CategoryCardFragment = { readonly id: string, readonly slug: string, readonly name: string };

export type CategoryTreeFragment = { readonly id: string, readonly slug: string, readonly name: string, readonly children: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly name: string, readonly children: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly name: string }> }> };

export type CategoryFragment = { readonly id: string, readonly slug: string, readonly name: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly depth: number, readonly productCount: number, readonly image: { readonly url: string, readonly alt: string } | null, readonly ancestors: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly name: string }>, readonly children: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly name: string }> };

export type CollectionCardFragment = { readonly id: string, readonly slug: string, readonly title: string };

export type CollectionFragment = { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly image: { readonly url: string, readonly alt: string } | null };

export type ProductPageFragment = { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string, readonly tags: ReadonlyArray<string>, readonly tagLabels: ReadonlyArray<string>, readonly availableForSale: boolean, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly priceRange: { readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } } | null }> };

export type FacetFragment = { readonly name: string, readonly label: string, readonly exact: boolean, readonly min: number | null, readonly max: number | null, readonly minDate: string | null, readonly maxDate: string | null, readonly minPrice: { readonly amount: string, readonly currencyCode: string } | null, readonly maxPrice: { readonly amount: string, readonly currencyCode: string } | null, readonly buckets: ReadonlyArray<{ readonly count: number, readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } }>, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string, readonly count: number, readonly selected: boolean, readonly parent: string | null, readonly colour: string | null }> };

export type FoundProductsFragment = { readonly totalCount: number, readonly totalIsExact: boolean, readonly filling: boolean, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string, readonly tags: ReadonlyArray<string>, readonly tagLabels: ReadonlyArray<string>, readonly availableForSale: boolean, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly priceRange: { readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } } | null }>, readonly facets: ReadonlyArray<{ readonly name: string, readonly label: string, readonly exact: boolean, readonly min: number | null, readonly max: number | null, readonly minDate: string | null, readonly maxDate: string | null, readonly minPrice: { readonly amount: string, readonly currencyCode: string } | null, readonly maxPrice: { readonly amount: string, readonly currencyCode: string } | null, readonly buckets: ReadonlyArray<{ readonly count: number, readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } }>, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string, readonly count: number, readonly selected: boolean, readonly parent: string | null, readonly colour: string | null }> }>, readonly corrections: ReadonlyArray<{ readonly typed: string, readonly searched: string }> };

export type SuggestSearchQueryVariables = Exact<{
  text: string;
  first?: number | null | undefined;
}>;


export type SuggestSearchQuery = { readonly searchSuggestions: { readonly completions: ReadonlyArray<string>, readonly categories: ReadonlyArray<{ readonly slug: string, readonly name: string }>, readonly products: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string, readonly tags: ReadonlyArray<string>, readonly tagLabels: ReadonlyArray<string>, readonly availableForSale: boolean, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly priceRange: { readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } } | null }>, readonly corrections: ReadonlyArray<{ readonly typed: string, readonly searched: string }> } };

export type ListProductsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: ProductFilter | null | undefined;
  sort?: ProductSort | null | undefined;
  facets?: ReadonlyArray<string> | string | null | undefined;
}>;


export type ListProductsQuery = { readonly products: { readonly totalCount: number, readonly totalIsExact: boolean, readonly filling: boolean, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string, readonly tags: ReadonlyArray<string>, readonly tagLabels: ReadonlyArray<string>, readonly availableForSale: boolean, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly priceRange: { readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } } | null }>, readonly facets: ReadonlyArray<{ readonly name: string, readonly label: string, readonly exact: boolean, readonly min: number | null, readonly max: number | null, readonly minDate: string | null, readonly maxDate: string | null, readonly minPrice: { readonly amount: string, readonly currencyCode: string } | null, readonly maxPrice: { readonly amount: string, readonly currencyCode: string } | null, readonly buckets: ReadonlyArray<{ readonly count: number, readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } }>, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string, readonly count: number, readonly selected: boolean, readonly parent: string | null, readonly colour: string | null }> }>, readonly corrections: ReadonlyArray<{ readonly typed: string, readonly searched: string }> } };

export type SearchProductsQueryVariables = Exact<{
  text: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: ProductFilter | null | undefined;
  sort?: ProductSort | null | undefined;
  facets?: ReadonlyArray<string> | string | null | undefined;
}>;


export type SearchProductsQuery = { readonly products: { readonly totalCount: number, readonly totalIsExact: boolean, readonly filling: boolean, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string, readonly tags: ReadonlyArray<string>, readonly tagLabels: ReadonlyArray<string>, readonly availableForSale: boolean, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly priceRange: { readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } } | null }>, readonly facets: ReadonlyArray<{ readonly name: string, readonly label: string, readonly exact: boolean, readonly min: number | null, readonly max: number | null, readonly minDate: string | null, readonly maxDate: string | null, readonly minPrice: { readonly amount: string, readonly currencyCode: string } | null, readonly maxPrice: { readonly amount: string, readonly currencyCode: string } | null, readonly buckets: ReadonlyArray<{ readonly count: number, readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } }>, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string, readonly count: number, readonly selected: boolean, readonly parent: string | null, readonly colour: string | null }> }>, readonly corrections: ReadonlyArray<{ readonly typed: string, readonly searched: string }> } };

export type GetProductQueryVariables = Exact<{
  id?: string | null | undefined;
  slug?: string | null | undefined;
}>;


export type GetProductQuery = { readonly product: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly tags: ReadonlyArray<string>, readonly tagLabels: ReadonlyArray<string>, readonly seoTitle: string, readonly seoDescription: string, readonly availableForSale: boolean, readonly createdAt: string, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly options: ReadonlyArray<{ readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }>, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly priceRange: { readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly availableForSale: boolean, readonly requiresShipping: boolean, readonly weightGrams: number, readonly components: ReadonlyArray<{ readonly quantity: number, readonly variant: { readonly id: string, readonly sku: string, readonly title: string } | null }>, readonly slots: ReadonlyArray<{ readonly id: string, readonly name: string, readonly minimum: number, readonly maximum: number, readonly repeatable: boolean, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number, readonly available: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } | null, readonly variant: { readonly id: string, readonly sku: string, readonly title: string, readonly product: { readonly slug: string, readonly title: string } } | null }> }>, readonly price: { readonly amount: string, readonly currencyCode: string } | null, readonly compareAtPrice: { readonly amount: string, readonly currencyCode: string } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null }>, readonly category: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly collections: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string }> } | null };

export type QuoteVariantQueryVariables = Exact<{
  id: string;
  choices?: ReadonlyArray<QuoteChoiceInput> | QuoteChoiceInput | null | undefined;
  quantity?: number;
}>;


export type QuoteVariantQuery = { readonly variantQuote: { readonly unitPrice: { readonly amount: string, readonly currencyCode: string } | null, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly total: { readonly amount: string, readonly currencyCode: string } | null, readonly problem: { readonly code: string, readonly message: string } | null } };

export type GetRelatedProductsQueryVariables = Exact<{
  id?: string | null | undefined;
  slug?: string | null | undefined;
  kind: string;
  first?: number | null | undefined;
}>;


export type GetRelatedProductsQuery = { readonly product: { readonly related: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string, readonly tags: ReadonlyArray<string>, readonly tagLabels: ReadonlyArray<string>, readonly availableForSale: boolean, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly priceRange: { readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } } | null }> } | null };

export type GetProductRelationsQueryVariables = Exact<{
  id?: string | null | undefined;
  slug?: string | null | undefined;
  kinds?: ReadonlyArray<string> | string | null | undefined;
  first?: number | null | undefined;
}>;


export type GetProductRelationsQuery = { readonly product: { readonly relations: ReadonlyArray<{ readonly kind: { readonly code: string, readonly name: string, readonly symmetric: boolean }, readonly products: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string, readonly tags: ReadonlyArray<string>, readonly tagLabels: ReadonlyArray<string>, readonly availableForSale: boolean, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly priceRange: { readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } } | null }> }> } | null };

export type ListRelationKindsQueryVariables = Exact<{ [key: string]: never; }>;


export type ListRelationKindsQuery = { readonly relationKinds: ReadonlyArray<{ readonly code: string, readonly name: string, readonly symmetric: boolean }> };

export type FindRedirectQueryVariables = Exact<{
  path?: string | null | undefined;
  entity?: SlugEntity | null | undefined;
  slug?: string | null | undefined;
}>;


export type FindRedirectQuery = { readonly redirect: { readonly entity: SlugEntity, readonly slug: string, readonly path: string } | null };

export type ListCategoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type ListCategoriesQuery = { readonly categories: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly name: string, readonly children: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly name: string, readonly children: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly name: string }> }> }> };

export type GetCategoryQueryVariables = Exact<{
  id?: string | null | undefined;
  slug?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type GetCategoryQuery = { readonly category: { readonly id: string, readonly slug: string, readonly name: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly depth: number, readonly productCount: number, readonly products: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string, readonly tags: ReadonlyArray<string>, readonly tagLabels: ReadonlyArray<string>, readonly availableForSale: boolean, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly priceRange: { readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } } | null }> }, readonly image: { readonly url: string, readonly alt: string } | null, readonly ancestors: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly name: string }>, readonly children: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly name: string }> } | null };

export type ListCollectionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListCollectionsQuery = { readonly collections: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly image: { readonly url: string, readonly alt: string } | null }> } };

export type GetCollectionQueryVariables = Exact<{
  id?: string | null | undefined;
  slug?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type GetCollectionQuery = { readonly collection: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly products: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string, readonly tags: ReadonlyArray<string>, readonly tagLabels: ReadonlyArray<string>, readonly availableForSale: boolean, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly priceRange: { readonly min: { readonly amount: string, readonly currencyCode: string }, readonly max: { readonly amount: string, readonly currencyCode: string } } | null }> }, readonly image: { readonly url: string, readonly alt: string } | null } | null };

export type ListDownloadsQueryVariables = Exact<{
  orderId?: string | null | undefined;
  orderToken?: string | null | undefined;
}>;


export type ListDownloadsQuery = { readonly downloads: ReadonlyArray<{ readonly id: string, readonly orderNumber: string, readonly name: string, readonly downloads: number, readonly downloadsLeft: number | null, readonly expiresAt: string | null, readonly available: boolean }> };

export type DownloadLinkCreateMutationVariables = Exact<{
  input: DownloadLinkCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DownloadLinkCreateMutation = { readonly downloadLinkCreate: { readonly path: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type GetOrderDocumentsQueryVariables = Exact<{
  id?: string | null | undefined;
  token?: string | null | undefined;
}>;


export type GetOrderDocumentsQuery = { readonly order: { readonly id: string, readonly number: string, readonly documents: ReadonlyArray<{ readonly id: string, readonly kind: OrderDocumentKind, readonly number: string, readonly issuedOn: string, readonly final: boolean, readonly invoiceNumber: string | null, readonly url: string | null, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }> } | null };

export type DraftOrderFragment = { readonly id: string, readonly state: DraftState, readonly sentAt: string | null, readonly expiresAt: string, readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } };

export type GetDraftOrderQueryVariables = Exact<{
  token: string;
}>;


export type GetDraftOrderQuery = { readonly draftOrder: { readonly id: string, readonly state: DraftState, readonly sentAt: string | null, readonly expiresAt: string, readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } } | null };

export type DraftOrderCompleteMutationVariables = Exact<{
  input: DraftOrderCompleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DraftOrderCompleteMutation = { readonly draftOrderComplete: { readonly order: { readonly id: string, readonly number: string, readonly token: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly fulfilmentState: FulfilmentState, readonly placedAt: string, readonly currencyCode: string, readonly email: string, readonly phone: string | null, readonly phoneFormatted: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly taxTreatment: TaxTreatment, readonly taxNumber: string, readonly taxExemption: string, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly shippedQuantity: number, readonly incompleteQuantity: number, readonly returnedQuantity: number, readonly taxRate: string, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly components: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly delivery: { readonly code: string, readonly name: string, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> } } | null, readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } | null, readonly action: { readonly url: string, readonly kind: PaymentActionKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DraftOrderReopenMutationVariables = Exact<{
  input: DraftOrderReopenInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DraftOrderReopenMutation = { readonly draftOrderReopen: { readonly draftOrder: { readonly id: string, readonly state: DraftState, readonly sentAt: string | null, readonly expiresAt: string, readonly cart: { readonly id: string, readonly state: CartState, readonly name: string, readonly current: boolean, readonly currencyCode: string, readonly totalQuantity: number, readonly email: string | null, readonly phone: string | null, readonly phoneFormatted: string | null, readonly taxNumber: string, readonly taxTreatment: TaxTreatment, readonly requiresShipping: boolean, readonly missing: ReadonlyArray<CartRequirement>, readonly paymentFailure: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly createdAt: string, readonly updatedAt: string, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly available: boolean, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly taxRate: string, readonly choices: ReadonlyArray<{ readonly id: string, readonly quantity: number }> | null, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly basePrice: { readonly amount: string, readonly currencyCode: string } | null, readonly discount: { readonly amount: string, readonly currencyCode: string } | null, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly amount: { readonly amount: string, readonly currencyCode: string } | null }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly deliveryOptions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly deliveryOption: { readonly code: string, readonly name: string, readonly description: string, readonly minDays: number | null, readonly maxDays: number | null, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly amount: string, readonly currencyCode: string } } | null, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly notices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly message: string, readonly lineId: string | null, readonly wanted: number | null, readonly limit: number | null, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly now: { readonly amount: string, readonly currencyCode: string } | null }>, readonly order: { readonly id: string, readonly number: string, readonly token: string } | null } } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderLineFragment = { readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly shippedQuantity: number, readonly incompleteQuantity: number, readonly returnedQuantity: number, readonly taxRate: string, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly components: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } };

export type OrderFragment = { readonly id: string, readonly number: string, readonly token: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly fulfilmentState: FulfilmentState, readonly placedAt: string, readonly currencyCode: string, readonly email: string, readonly phone: string | null, readonly phoneFormatted: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly taxTreatment: TaxTreatment, readonly taxNumber: string, readonly taxExemption: string, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly shippedQuantity: number, readonly incompleteQuantity: number, readonly returnedQuantity: number, readonly taxRate: string, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly components: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly delivery: { readonly code: string, readonly name: string, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> } };

export type GetOrderQueryVariables = Exact<{
  id?: string | null | undefined;
  token?: string | null | undefined;
}>;


export type GetOrderQuery = { readonly order: { readonly id: string, readonly number: string, readonly token: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly fulfilmentState: FulfilmentState, readonly placedAt: string, readonly currencyCode: string, readonly email: string, readonly phone: string | null, readonly phoneFormatted: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly taxTreatment: TaxTreatment, readonly taxNumber: string, readonly taxExemption: string, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly shippedQuantity: number, readonly incompleteQuantity: number, readonly returnedQuantity: number, readonly taxRate: string, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly components: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly delivery: { readonly code: string, readonly name: string, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> } } | null };

export type OrderPaymentsFragment = { readonly id: string, readonly number: string, readonly paymentState: OrderPaymentState, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly paid: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly payments: ReadonlyArray<{ readonly id: string, readonly method: string, readonly manual: boolean, readonly state: PaymentState, readonly instructions: string, readonly dueAt: string | null, readonly actionUrl: string | null, readonly amount: { readonly amount: string, readonly currencyCode: string }, readonly authorized: { readonly amount: string, readonly currencyCode: string }, readonly captured: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string } }>, readonly refunds: ReadonlyArray<{ readonly id: string, readonly state: RefundState, readonly createdAt: string, readonly settledAt: string | null, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly parts: ReadonlyArray<{ readonly kind: RefundKind, readonly orderLineId: string | null, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }> }> };

export type GetOrderPaymentsQueryVariables = Exact<{
  id?: string | null | undefined;
  token?: string | null | undefined;
}>;


export type GetOrderPaymentsQuery = { readonly order: { readonly id: string, readonly number: string, readonly paymentState: OrderPaymentState, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly paid: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly payments: ReadonlyArray<{ readonly id: string, readonly method: string, readonly manual: boolean, readonly state: PaymentState, readonly instructions: string, readonly dueAt: string | null, readonly actionUrl: string | null, readonly amount: { readonly amount: string, readonly currencyCode: string }, readonly authorized: { readonly amount: string, readonly currencyCode: string }, readonly captured: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string } }>, readonly refunds: ReadonlyArray<{ readonly id: string, readonly state: RefundState, readonly createdAt: string, readonly settledAt: string | null, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly parts: ReadonlyArray<{ readonly kind: RefundKind, readonly orderLineId: string | null, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }> }> } | null };

export type OrderPayMutationVariables = Exact<{
  input: OrderPayInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderPayMutation = { readonly orderPay: { readonly order: { readonly id: string, readonly number: string, readonly paymentState: OrderPaymentState, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly paid: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly paymentMethods: ReadonlyArray<{ readonly code: string, readonly name: string, readonly description: string, readonly kind: PaymentMethodKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly payments: ReadonlyArray<{ readonly id: string, readonly method: string, readonly manual: boolean, readonly state: PaymentState, readonly instructions: string, readonly dueAt: string | null, readonly actionUrl: string | null, readonly amount: { readonly amount: string, readonly currencyCode: string }, readonly authorized: { readonly amount: string, readonly currencyCode: string }, readonly captured: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string } }>, readonly refunds: ReadonlyArray<{ readonly id: string, readonly state: RefundState, readonly createdAt: string, readonly settledAt: string | null, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly parts: ReadonlyArray<{ readonly kind: RefundKind, readonly orderLineId: string | null, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }> }> } | null, readonly payment: { readonly id: string, readonly state: PaymentState } | null, readonly action: { readonly url: string, readonly kind: PaymentActionKind, readonly parameters: ReadonlyArray<{ readonly name: string, readonly value: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ReturnFragment = { readonly id: string, readonly number: string, readonly state: OrderReturnState, readonly reason: string, readonly note: string, readonly createdAt: string, readonly endedAt: string | null, readonly lines: ReadonlyArray<{ readonly shipmentLineId: string, readonly quantity: number }> };

export type GetOrderShipmentsQueryVariables = Exact<{
  id?: string | null | undefined;
  token?: string | null | undefined;
}>;


export type GetOrderShipmentsQuery = { readonly order: { readonly id: string, readonly number: string, readonly fulfilmentState: FulfilmentState, readonly shipments: ReadonlyArray<{ readonly id: string, readonly number: string, readonly state: ShipmentState, readonly shippedAt: string, readonly endedAt: string | null, readonly trackings: ReadonlyArray<{ readonly carrier: string, readonly carrierName: string, readonly number: string, readonly url: string | null }>, readonly lines: ReadonlyArray<{ readonly id: string, readonly orderLineId: string, readonly sellableId: string, readonly quantity: number, readonly returned: number }> }>, readonly returns: ReadonlyArray<{ readonly id: string, readonly number: string, readonly state: OrderReturnState, readonly reason: string, readonly note: string, readonly createdAt: string, readonly endedAt: string | null, readonly lines: ReadonlyArray<{ readonly shipmentLineId: string, readonly quantity: number }> }> } | null };

export type ReturnRequestMutationVariables = Exact<{
  input: ReturnRequestInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ReturnRequestMutation = { readonly returnRequest: { readonly orderReturn: { readonly id: string, readonly number: string, readonly state: OrderReturnState, readonly reason: string, readonly note: string, readonly createdAt: string, readonly endedAt: string | null, readonly lines: ReadonlyArray<{ readonly shipmentLineId: string, readonly quantity: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ListCustomerOrdersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  state?: OrderState | null | undefined;
  paymentState?: OrderPaymentState | null | undefined;
}>;


export type ListCustomerOrdersQuery = { readonly customerOrders: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: string, readonly token: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly fulfilmentState: FulfilmentState, readonly placedAt: string, readonly currencyCode: string, readonly email: string, readonly phone: string | null, readonly phoneFormatted: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly taxTreatment: TaxTreatment, readonly taxNumber: string, readonly taxExemption: string, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly shippedQuantity: number, readonly incompleteQuantity: number, readonly returnedQuantity: number, readonly taxRate: string, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly components: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly delivery: { readonly code: string, readonly name: string, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> } }> } };

export type GetOrderHistoryQueryVariables = Exact<{
  id?: string | null | undefined;
  token?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type GetOrderHistoryQuery = { readonly order: { readonly id: string, readonly history: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly at: string, readonly kind: string, readonly detail: unknown }> } } | null };

export type ChannelFragment = { readonly slug: string, readonly name: string, readonly currencyCode: string, readonly locales: ReadonlyArray<string>, readonly countries: ReadonlyArray<string>, readonly pricesIncludeTax: boolean };

export type GetShopQueryVariables = Exact<{ [key: string]: never; }>;


export type GetShopQuery = { readonly shop: { readonly name: string, readonly locale: string, readonly channel: { readonly slug: string, readonly name: string, readonly currencyCode: string, readonly locales: ReadonlyArray<string>, readonly countries: ReadonlyArray<string>, readonly pricesIncludeTax: boolean }, readonly channels: ReadonlyArray<{ readonly slug: string, readonly name: string, readonly currencyCode: string, readonly locales: ReadonlyArray<string>, readonly countries: ReadonlyArray<string>, readonly pricesIncludeTax: boolean }> } };

export type GetAvailabilityQueryVariables = Exact<{
  id?: string | null | undefined;
  slug?: string | null | undefined;
}>;


export type GetAvailabilityQuery = { readonly product: { readonly id: string, readonly availability: { readonly state: AvailabilityState, readonly promisedOn: string | null }, readonly variants: ReadonlyArray<{ readonly id: string, readonly availability: { readonly state: AvailabilityState, readonly quantity: number | null, readonly promisedOn: string | null } }> } | null };

export type ProductAvailabilityFragment = { readonly id: string, readonly availability: { readonly state: AvailabilityState, readonly promisedOn: string | null }, readonly variants: ReadonlyArray<{ readonly id: string, readonly availability: { readonly state: AvailabilityState, readonly quantity: number | null, readonly promisedOn: string | null } }> };

export type VariantAvailabilityFragment = { readonly id: string, readonly availability: { readonly state: AvailabilityState, readonly quantity: number | null, readonly promisedOn: string | null } };

export type MoneyFragment = { readonly amount: string, readonly currencyCode: string };

export type TaxedMoneyFragment = { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } };

export type AddressFragment = { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string };

export type TotalsFragment = { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> };

export type PageInfoFragment = { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null };

export type UserErrorFragment = { readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null };

export const AddressFragmentDoc = new TypedDocumentString(`
    fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
    `, {"fragmentName":"Address"}) as unknown as TypedDocumentString<AddressFragment, unknown>;
export const CustomerAddressFragmentDoc = new TypedDocumentString(`
    fragment CustomerAddress on CustomerAddress {
  id
  label
  address {
    ...Address
  }
  defaultShipping
  defaultBilling
  createdAt
  updatedAt
}
    fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}`, {"fragmentName":"CustomerAddress"}) as unknown as TypedDocumentString<CustomerAddressFragment, unknown>;
export const BrandFragmentDoc = new TypedDocumentString(`
    fragment Brand on Brand {
  id
  slug
  name
  logoUrl
}
    `, {"fragmentName":"Brand"}) as unknown as TypedDocumentString<BrandFragment, unknown>;
export const ProductTypeFragmentDoc = new TypedDocumentString(`
    fragment ProductType on ProductType {
  id
  slug
  name
}
    `, {"fragmentName":"ProductType"}) as unknown as TypedDocumentString<ProductTypeFragment, unknown>;
export const MediaFragmentDoc = new TypedDocumentString(`
    fragment Media on ProductMedia {
  url
  alt
}
    `, {"fragmentName":"Media"}) as unknown as TypedDocumentString<MediaFragment, unknown>;
export const MoneyFragmentDoc = new TypedDocumentString(`
    fragment Money on Money {
  amount
  currencyCode
}
    `, {"fragmentName":"Money"}) as unknown as TypedDocumentString<MoneyFragment, unknown>;
export const PriceRangeFragmentDoc = new TypedDocumentString(`
    fragment PriceRange on PriceRange {
  min {
    ...Money
  }
  max {
    ...Money
  }
}
    fragment Money on Money {
  amount
  currencyCode
}`, {"fragmentName":"PriceRange"}) as unknown as TypedDocumentString<PriceRangeFragment, unknown>;
export const SelectedOptionFragmentDoc = new TypedDocumentString(`
    fragment SelectedOption on SelectedOption {
  name
  value
  label
}
    `, {"fragmentName":"SelectedOption"}) as unknown as TypedDocumentString<SelectedOptionFragment, unknown>;
export const ProductVariantFragmentDoc = new TypedDocumentString(`
    fragment ProductVariant on ProductVariant {
  id
  sku
  barcode
  title
  availableForSale
  requiresShipping
  weightGrams
  components {
    quantity
    variant {
      id
      sku
      title
    }
  }
  slots {
    id
    name
    minimum
    maximum
    repeatable
    choices {
      id
      quantity
      available
      amount {
        ...Money
      }
      variant {
        id
        sku
        title
        product {
          slug
          title
        }
      }
    }
  }
  price {
    ...Money
  }
  compareAtPrice {
    ...Money
  }
  selectedOptions {
    ...SelectedOption
  }
  media {
    ...Media
  }
}
    fragment Media on ProductMedia {
  url
  alt
}
fragment SelectedOption on SelectedOption {
  name
  value
  label
}
fragment Money on Money {
  amount
  currencyCode
}`, {"fragmentName":"ProductVariant"}) as unknown as TypedDocumentString<ProductVariantFragment, unknown>;
export const CategoryCardFragmentDoc = new TypedDocumentString(`
    fragment CategoryCard on Category {
  id
  slug
  name
}
    `, {"fragmentName":"CategoryCard"}) as unknown as TypedDocumentString<CategoryCardFragment, unknown>;
export const CollectionCardFragmentDoc = new TypedDocumentString(`
    fragment CollectionCard on Collection {
  id
  slug
  title
}
    `, {"fragmentName":"CollectionCard"}) as unknown as TypedDocumentString<CollectionCardFragment, unknown>;
export const ProductFragmentDoc = new TypedDocumentString(`
    fragment Product on Product {
  id
  slug
  title
  description
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  tags
  tagLabels
  seoTitle
  seoDescription
  availableForSale
  createdAt
  options {
    name
    values {
      value
      label
    }
  }
  media {
    ...Media
  }
  priceRange {
    ...PriceRange
  }
  variants {
    ...ProductVariant
  }
  category {
    ...CategoryCard
  }
  collections {
    ...CollectionCard
  }
}
    fragment Brand on Brand {
  id
  slug
  name
  logoUrl
}
fragment ProductType on ProductType {
  id
  slug
  name
}
fragment Media on ProductMedia {
  url
  alt
}
fragment PriceRange on PriceRange {
  min {
    ...Money
  }
  max {
    ...Money
  }
}
fragment SelectedOption on SelectedOption {
  name
  value
  label
}
fragment ProductVariant on ProductVariant {
  id
  sku
  barcode
  title
  availableForSale
  requiresShipping
  weightGrams
  components {
    quantity
    variant {
      id
      sku
      title
    }
  }
  slots {
    id
    name
    minimum
    maximum
    repeatable
    choices {
      id
      quantity
      available
      amount {
        ...Money
      }
      variant {
        id
        sku
        title
        product {
          slug
          title
        }
      }
    }
  }
  price {
    ...Money
  }
  compareAtPrice {
    ...Money
  }
  selectedOptions {
    ...SelectedOption
  }
  media {
    ...Media
  }
}
fragment CategoryCard on Category {
  id
  slug
  name
}
fragment CollectionCard on Collection {
  id
  slug
  title
}
fragment Money on Money {
  amount
  currencyCode
}`, {"fragmentName":"Product"}) as unknown as TypedDocumentString<ProductFragment, unknown>;
export const CategoryTreeFragmentDoc = new TypedDocumentString(`
    fragment CategoryTree on Category {
  ...CategoryCard
  children {
    ...CategoryCard
    children {
      ...CategoryCard
    }
  }
}
    fragment CategoryCard on Category {
  id
  slug
  name
}`, {"fragmentName":"CategoryTree"}) as unknown as TypedDocumentString<CategoryTreeFragment, unknown>;
export const CategoryFragmentDoc = new TypedDocumentString(`
    fragment Category on Category {
  id
  slug
  name
  description
  image {
    url
    alt
  }
  seoTitle
  seoDescription
  depth
  productCount
  ancestors {
    ...CategoryCard
  }
  children {
    ...CategoryCard
  }
}
    fragment CategoryCard on Category {
  id
  slug
  name
}`, {"fragmentName":"Category"}) as unknown as TypedDocumentString<CategoryFragment, unknown>;
export const CollectionFragmentDoc = new TypedDocumentString(`
    fragment Collection on Collection {
  id
  slug
  title
  description
  image {
    url
    alt
  }
  seoTitle
  seoDescription
}
    `, {"fragmentName":"Collection"}) as unknown as TypedDocumentString<CollectionFragment, unknown>;
export const PageInfoFragmentDoc = new TypedDocumentString(`
    fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
    `, {"fragmentName":"PageInfo"}) as unknown as TypedDocumentString<PageInfoFragment, unknown>;
export const ProductCardFragmentDoc = new TypedDocumentString(`
    fragment ProductCard on Product {
  id
  slug
  title
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  tags
  tagLabels
  availableForSale
  media {
    ...Media
  }
  priceRange {
    ...PriceRange
  }
}
    fragment Brand on Brand {
  id
  slug
  name
  logoUrl
}
fragment ProductType on ProductType {
  id
  slug
  name
}
fragment Media on ProductMedia {
  url
  alt
}
fragment PriceRange on PriceRange {
  min {
    ...Money
  }
  max {
    ...Money
  }
}
fragment Money on Money {
  amount
  currencyCode
}`, {"fragmentName":"ProductCard"}) as unknown as TypedDocumentString<ProductCardFragment, unknown>;
export const ProductPageFragmentDoc = new TypedDocumentString(`
    fragment ProductPage on ProductConnection {
  totalCount
  pageInfo {
    ...PageInfo
  }
  nodes {
    ...ProductCard
  }
}
    fragment Brand on Brand {
  id
  slug
  name
  logoUrl
}
fragment ProductType on ProductType {
  id
  slug
  name
}
fragment Media on ProductMedia {
  url
  alt
}
fragment PriceRange on PriceRange {
  min {
    ...Money
  }
  max {
    ...Money
  }
}
fragment ProductCard on Product {
  id
  slug
  title
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  tags
  tagLabels
  availableForSale
  media {
    ...Media
  }
  priceRange {
    ...PriceRange
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`, {"fragmentName":"ProductPage"}) as unknown as TypedDocumentString<ProductPageFragment, unknown>;
export const FacetFragmentDoc = new TypedDocumentString(`
    fragment Facet on ProductFacet {
  name
  label
  exact
  min
  max
  minPrice {
    ...Money
  }
  maxPrice {
    ...Money
  }
  minDate
  maxDate
  buckets {
    min {
      ...Money
    }
    max {
      ...Money
    }
    count
  }
  values {
    value
    label
    count
    selected
    parent
    colour
  }
}
    fragment Money on Money {
  amount
  currencyCode
}`, {"fragmentName":"Facet"}) as unknown as TypedDocumentString<FacetFragment, unknown>;
export const FoundProductsFragmentDoc = new TypedDocumentString(`
    fragment FoundProducts on ProductSearchConnection {
  totalCount
  totalIsExact
  filling
  pageInfo {
    ...PageInfo
  }
  nodes {
    ...ProductCard
  }
  facets {
    ...Facet
  }
  corrections {
    typed
    searched
  }
}
    fragment Brand on Brand {
  id
  slug
  name
  logoUrl
}
fragment ProductType on ProductType {
  id
  slug
  name
}
fragment Media on ProductMedia {
  url
  alt
}
fragment PriceRange on PriceRange {
  min {
    ...Money
  }
  max {
    ...Money
  }
}
fragment ProductCard on Product {
  id
  slug
  title
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  tags
  tagLabels
  availableForSale
  media {
    ...Media
  }
  priceRange {
    ...PriceRange
  }
}
fragment Facet on ProductFacet {
  name
  label
  exact
  min
  max
  minPrice {
    ...Money
  }
  maxPrice {
    ...Money
  }
  minDate
  maxDate
  buckets {
    min {
      ...Money
    }
    max {
      ...Money
    }
    count
  }
  values {
    value
    label
    count
    selected
    parent
    colour
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`, {"fragmentName":"FoundProducts"}) as unknown as TypedDocumentString<FoundProductsFragment, unknown>;
export const TaxedMoneyFragmentDoc = new TypedDocumentString(`
    fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
    fragment Money on Money {
  amount
  currencyCode
}`, {"fragmentName":"TaxedMoney"}) as unknown as TypedDocumentString<TaxedMoneyFragment, unknown>;
export const CartLineFragmentDoc = new TypedDocumentString(`
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
    fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}`, {"fragmentName":"CartLine"}) as unknown as TypedDocumentString<CartLineFragment, unknown>;
export const DeliveryOptionFragmentDoc = new TypedDocumentString(`
    fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
    fragment Money on Money {
  amount
  currencyCode
}`, {"fragmentName":"DeliveryOption"}) as unknown as TypedDocumentString<DeliveryOptionFragment, unknown>;
export const TotalsFragmentDoc = new TypedDocumentString(`
    fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
    fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}`, {"fragmentName":"Totals"}) as unknown as TypedDocumentString<TotalsFragment, unknown>;
export const CartFragmentDoc = new TypedDocumentString(`
    fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}`, {"fragmentName":"Cart"}) as unknown as TypedDocumentString<CartFragment, unknown>;
export const DraftOrderFragmentDoc = new TypedDocumentString(`
    fragment DraftOrder on DraftOrder {
  id
  state
  sentAt
  expiresAt
  cart {
    ...Cart
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}`, {"fragmentName":"DraftOrder"}) as unknown as TypedDocumentString<DraftOrderFragment, unknown>;
export const OrderLineFragmentDoc = new TypedDocumentString(`
    fragment OrderLine on OrderLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  shippedQuantity
  incompleteQuantity
  returnedQuantity
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  components {
    id
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    total {
      ...TaxedMoney
    }
  }
  total {
    ...TaxedMoney
  }
}
    fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}`, {"fragmentName":"OrderLine"}) as unknown as TypedDocumentString<OrderLineFragment, unknown>;
export const OrderFragmentDoc = new TypedDocumentString(`
    fragment Order on Order {
  id
  number
  token
  state
  paymentState
  fulfilmentState
  placedAt
  currencyCode
  email
  phone
  phoneFormatted
  note
  giftMessage
  giftWrap
  attributes
  taxTreatment
  taxNumber
  taxExemption
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  lines {
    ...OrderLine
  }
  delivery {
    code
    name
    earliest
    latest
    price {
      ...TaxedMoney
    }
  }
  totals {
    ...Totals
  }
}
    fragment OrderLine on OrderLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  shippedQuantity
  incompleteQuantity
  returnedQuantity
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  components {
    id
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    total {
      ...TaxedMoney
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}`, {"fragmentName":"Order"}) as unknown as TypedDocumentString<OrderFragment, unknown>;
export const OrderPaymentsFragmentDoc = new TypedDocumentString(`
    fragment OrderPayments on Order {
  id
  number
  paymentState
  outstanding {
    ...Money
  }
  paid {
    ...Money
  }
  refunded {
    ...Money
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  payments {
    id
    method
    manual
    state
    instructions
    dueAt
    actionUrl
    amount {
      ...Money
    }
    authorized {
      ...Money
    }
    captured {
      ...Money
    }
    refunded {
      ...Money
    }
  }
  refunds {
    id
    state
    createdAt
    settledAt
    total {
      ...TaxedMoney
    }
    refunded {
      ...Money
    }
    parts {
      kind
      orderLineId
      quantity
      total {
        ...TaxedMoney
      }
    }
  }
}
    fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}`, {"fragmentName":"OrderPayments"}) as unknown as TypedDocumentString<OrderPaymentsFragment, unknown>;
export const ReturnFragmentDoc = new TypedDocumentString(`
    fragment Return on Return {
  id
  number
  state
  reason
  note
  createdAt
  endedAt
  lines {
    shipmentLineId
    quantity
  }
}
    `, {"fragmentName":"Return"}) as unknown as TypedDocumentString<ReturnFragment, unknown>;
export const ChannelFragmentDoc = new TypedDocumentString(`
    fragment Channel on Channel {
  slug
  name
  currencyCode
  locales
  countries
  pricesIncludeTax
}
    `, {"fragmentName":"Channel"}) as unknown as TypedDocumentString<ChannelFragment, unknown>;
export const VariantAvailabilityFragmentDoc = new TypedDocumentString(`
    fragment VariantAvailability on ProductVariant {
  id
  availability {
    state
    quantity
    promisedOn
  }
}
    `, {"fragmentName":"VariantAvailability"}) as unknown as TypedDocumentString<VariantAvailabilityFragment, unknown>;
export const ProductAvailabilityFragmentDoc = new TypedDocumentString(`
    fragment ProductAvailability on Product {
  id
  availability {
    state
    promisedOn
  }
  variants {
    ...VariantAvailability
  }
}
    fragment VariantAvailability on ProductVariant {
  id
  availability {
    state
    quantity
    promisedOn
  }
}`, {"fragmentName":"ProductAvailability"}) as unknown as TypedDocumentString<ProductAvailabilityFragment, unknown>;
export const UserErrorFragmentDoc = new TypedDocumentString(`
    fragment UserError on UserError {
  code
  message
  field
}
    `, {"fragmentName":"UserError"}) as unknown as TypedDocumentString<UserErrorFragment, unknown>;
export const ListCustomerAddressesDocument = new TypedDocumentString(`
    query listCustomerAddresses {
  customerAddresses {
    ...CustomerAddress
  }
}
    fragment CustomerAddress on CustomerAddress {
  id
  label
  address {
    ...Address
  }
  defaultShipping
  defaultBilling
  createdAt
  updatedAt
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}`) as unknown as TypedDocumentString<ListCustomerAddressesQuery, ListCustomerAddressesQueryVariables>;
export const CustomerAddressCreateDocument = new TypedDocumentString(`
    mutation customerAddressCreate($input: CustomerAddressCreateInput!, $idempotencyKey: String) {
  customerAddressCreate(input: $input, idempotencyKey: $idempotencyKey) {
    customerAddress {
      ...CustomerAddress
    }
    errors {
      ...UserError
    }
  }
}
    fragment CustomerAddress on CustomerAddress {
  id
  label
  address {
    ...Address
  }
  defaultShipping
  defaultBilling
  createdAt
  updatedAt
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CustomerAddressCreateMutation, CustomerAddressCreateMutationVariables>;
export const CustomerAddressUpdateDocument = new TypedDocumentString(`
    mutation customerAddressUpdate($input: CustomerAddressUpdateInput!, $idempotencyKey: String) {
  customerAddressUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    customerAddress {
      ...CustomerAddress
    }
    errors {
      ...UserError
    }
  }
}
    fragment CustomerAddress on CustomerAddress {
  id
  label
  address {
    ...Address
  }
  defaultShipping
  defaultBilling
  createdAt
  updatedAt
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CustomerAddressUpdateMutation, CustomerAddressUpdateMutationVariables>;
export const CustomerAddressDeleteDocument = new TypedDocumentString(`
    mutation customerAddressDelete($input: CustomerAddressDeleteInput!, $idempotencyKey: String) {
  customerAddressDelete(input: $input, idempotencyKey: $idempotencyKey) {
    deletedId
    errors {
      ...UserError
    }
  }
}
    fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CustomerAddressDeleteMutation, CustomerAddressDeleteMutationVariables>;
export const CartShippingAddressSetDocument = new TypedDocumentString(`
    mutation cartShippingAddressSet($input: CartShippingAddressSetInput!, $idempotencyKey: String) {
  cartShippingAddressSet(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartShippingAddressSetMutation, CartShippingAddressSetMutationVariables>;
export const CartBillingAddressSetDocument = new TypedDocumentString(`
    mutation cartBillingAddressSet($input: CartBillingAddressSetInput!, $idempotencyKey: String) {
  cartBillingAddressSet(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartBillingAddressSetMutation, CartBillingAddressSetMutationVariables>;
export const GetCartDocument = new TypedDocumentString(`
    query getCart($id: ID!) {
  cart(id: $id) {
    ...Cart
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}`) as unknown as TypedDocumentString<GetCartQuery, GetCartQueryVariables>;
export const CartCreateDocument = new TypedDocumentString(`
    mutation cartCreate($input: CartCreateInput!, $idempotencyKey: String) {
  cartCreate(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartCreateMutation, CartCreateMutationVariables>;
export const CartLinesAddDocument = new TypedDocumentString(`
    mutation cartLinesAdd($input: CartLinesAddInput!, $idempotencyKey: String) {
  cartLinesAdd(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartLinesAddMutation, CartLinesAddMutationVariables>;
export const CartLinesUpdateDocument = new TypedDocumentString(`
    mutation cartLinesUpdate($input: CartLinesUpdateInput!, $idempotencyKey: String) {
  cartLinesUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartLinesUpdateMutation, CartLinesUpdateMutationVariables>;
export const CartLinesRemoveDocument = new TypedDocumentString(`
    mutation cartLinesRemove($input: CartLinesRemoveInput!, $idempotencyKey: String) {
  cartLinesRemove(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartLinesRemoveMutation, CartLinesRemoveMutationVariables>;
export const CartBuyerUpdateDocument = new TypedDocumentString(`
    mutation cartBuyerUpdate($input: CartBuyerUpdateInput!, $idempotencyKey: String) {
  cartBuyerUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartBuyerUpdateMutation, CartBuyerUpdateMutationVariables>;
export const CartAddressesUpdateDocument = new TypedDocumentString(`
    mutation cartAddressesUpdate($input: CartAddressesUpdateInput!, $idempotencyKey: String) {
  cartAddressesUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartAddressesUpdateMutation, CartAddressesUpdateMutationVariables>;
export const CartTaxNumberSetDocument = new TypedDocumentString(`
    mutation cartTaxNumberSet($input: CartTaxNumberSetInput!, $idempotencyKey: String) {
  cartTaxNumberSet(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartTaxNumberSetMutation, CartTaxNumberSetMutationVariables>;
export const CartDeliveryOptionSelectDocument = new TypedDocumentString(`
    mutation cartDeliveryOptionSelect($input: CartDeliveryOptionSelectInput!, $idempotencyKey: String) {
  cartDeliveryOptionSelect(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartDeliveryOptionSelectMutation, CartDeliveryOptionSelectMutationVariables>;
export const CartCompleteDocument = new TypedDocumentString(`
    mutation cartComplete($input: CartCompleteInput!, $idempotencyKey: String) {
  cartComplete(input: $input, idempotencyKey: $idempotencyKey) {
    order {
      ...Order
    }
    cart {
      ...Cart
    }
    action {
      url
      kind
      parameters {
        name
        value
      }
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment OrderLine on OrderLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  shippedQuantity
  incompleteQuantity
  returnedQuantity
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  components {
    id
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    total {
      ...TaxedMoney
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment Order on Order {
  id
  number
  token
  state
  paymentState
  fulfilmentState
  placedAt
  currencyCode
  email
  phone
  phoneFormatted
  note
  giftMessage
  giftWrap
  attributes
  taxTreatment
  taxNumber
  taxExemption
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  lines {
    ...OrderLine
  }
  delivery {
    code
    name
    earliest
    latest
    price {
      ...TaxedMoney
    }
  }
  totals {
    ...Totals
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartCompleteMutation, CartCompleteMutationVariables>;
export const CartReopenDocument = new TypedDocumentString(`
    mutation cartReopen($input: CartReopenInput!, $idempotencyKey: String) {
  cartReopen(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartReopenMutation, CartReopenMutationVariables>;
export const ListCartsDocument = new TypedDocumentString(`
    query listCarts {
  carts {
    ...Cart
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}`) as unknown as TypedDocumentString<ListCartsQuery, ListCartsQueryVariables>;
export const GetCurrentCartDocument = new TypedDocumentString(`
    query getCurrentCart {
  currentCart {
    ...Cart
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}`) as unknown as TypedDocumentString<GetCurrentCartQuery, GetCurrentCartQueryVariables>;
export const CartRenameDocument = new TypedDocumentString(`
    mutation cartRename($input: CartRenameInput!, $idempotencyKey: String) {
  cartRename(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartRenameMutation, CartRenameMutationVariables>;
export const CartSwitchDocument = new TypedDocumentString(`
    mutation cartSwitch($input: CartSwitchInput!, $idempotencyKey: String) {
  cartSwitch(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartSwitchMutation, CartSwitchMutationVariables>;
export const CartDeleteDocument = new TypedDocumentString(`
    mutation cartDelete($input: CartDeleteInput!, $idempotencyKey: String) {
  cartDelete(input: $input, idempotencyKey: $idempotencyKey) {
    deletedCartId
    errors {
      ...UserError
    }
  }
}
    fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartDeleteMutation, CartDeleteMutationVariables>;
export const CartsMergeDocument = new TypedDocumentString(`
    mutation cartsMerge($input: CartsMergeInput!, $idempotencyKey: String) {
  cartsMerge(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartsMergeMutation, CartsMergeMutationVariables>;
export const CartNoticesAcknowledgeDocument = new TypedDocumentString(`
    mutation cartNoticesAcknowledge($input: CartNoticesAcknowledgeInput!, $idempotencyKey: String) {
  cartNoticesAcknowledge(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartNoticesAcknowledgeMutation, CartNoticesAcknowledgeMutationVariables>;
export const CartRemarksUpdateDocument = new TypedDocumentString(`
    mutation cartRemarksUpdate($input: CartRemarksUpdateInput!, $idempotencyKey: String) {
  cartRemarksUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartRemarksUpdateMutation, CartRemarksUpdateMutationVariables>;
export const CartLineRemarksUpdateDocument = new TypedDocumentString(`
    mutation cartLineRemarksUpdate($input: CartLineRemarksUpdateInput!, $idempotencyKey: String) {
  cartLineRemarksUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartLineRemarksUpdateMutation, CartLineRemarksUpdateMutationVariables>;
export const OrderReorderDocument = new TypedDocumentString(`
    mutation orderReorder($input: OrderReorderInput!, $idempotencyKey: String) {
  orderReorder(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderReorderMutation, OrderReorderMutationVariables>;
export const GetAddressFormDocument = new TypedDocumentString(`
    query getAddressForm($country: String, $region: String, $city: String) {
  addressForm(country: $country, region: $region, city: $city) {
    country
    postalCodePattern
    postalCodeExamples
    fields {
      name
      row
      label
      required
      options {
        value
        label
      }
    }
  }
}
    `) as unknown as TypedDocumentString<GetAddressFormQuery, GetAddressFormQueryVariables>;
export const GetSharedCartDocument = new TypedDocumentString(`
    query getSharedCart($token: String!) {
  sharedCart(token: $token) {
    token
    expiresAt
    lines {
      sellableId
      title
      subtitle
      imageUrl
      urlPath
      quantity
      available
      unitPrice {
        ...Money
      }
    }
  }
}
    fragment Money on Money {
  amount
  currencyCode
}`) as unknown as TypedDocumentString<GetSharedCartQuery, GetSharedCartQueryVariables>;
export const CartShareDocument = new TypedDocumentString(`
    mutation cartShare($input: CartShareInput!, $idempotencyKey: String) {
  cartShare(input: $input, idempotencyKey: $idempotencyKey) {
    sharedCart {
      token
      expiresAt
    }
    errors {
      ...UserError
    }
  }
}
    fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CartShareMutation, CartShareMutationVariables>;
export const SharedCartCopyDocument = new TypedDocumentString(`
    mutation sharedCartCopy($input: SharedCartCopyInput!, $idempotencyKey: String) {
  sharedCartCopy(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      ...Cart
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<SharedCartCopyMutation, SharedCartCopyMutationVariables>;
export const SuggestSearchDocument = new TypedDocumentString(`
    query suggestSearch($text: String!, $first: Int = 6) {
  searchSuggestions(query: $text, first: $first) {
    completions
    categories {
      slug
      name
    }
    products {
      ...ProductCard
    }
    corrections {
      typed
      searched
    }
  }
}
    fragment Brand on Brand {
  id
  slug
  name
  logoUrl
}
fragment ProductType on ProductType {
  id
  slug
  name
}
fragment Media on ProductMedia {
  url
  alt
}
fragment PriceRange on PriceRange {
  min {
    ...Money
  }
  max {
    ...Money
  }
}
fragment ProductCard on Product {
  id
  slug
  title
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  tags
  tagLabels
  availableForSale
  media {
    ...Media
  }
  priceRange {
    ...PriceRange
  }
}
fragment Money on Money {
  amount
  currencyCode
}`) as unknown as TypedDocumentString<SuggestSearchQuery, SuggestSearchQueryVariables>;
export const ListProductsDocument = new TypedDocumentString(`
    query listProducts($first: Int = 20, $after: String, $filter: ProductFilter, $sort: ProductSort = NEWEST, $facets: [String!]) {
  products(
    first: $first
    after: $after
    filter: $filter
    sort: $sort
    facets: $facets
  ) {
    ...FoundProducts
  }
}
    fragment Brand on Brand {
  id
  slug
  name
  logoUrl
}
fragment ProductType on ProductType {
  id
  slug
  name
}
fragment Media on ProductMedia {
  url
  alt
}
fragment PriceRange on PriceRange {
  min {
    ...Money
  }
  max {
    ...Money
  }
}
fragment ProductCard on Product {
  id
  slug
  title
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  tags
  tagLabels
  availableForSale
  media {
    ...Media
  }
  priceRange {
    ...PriceRange
  }
}
fragment Facet on ProductFacet {
  name
  label
  exact
  min
  max
  minPrice {
    ...Money
  }
  maxPrice {
    ...Money
  }
  minDate
  maxDate
  buckets {
    min {
      ...Money
    }
    max {
      ...Money
    }
    count
  }
  values {
    value
    label
    count
    selected
    parent
    colour
  }
}
fragment FoundProducts on ProductSearchConnection {
  totalCount
  totalIsExact
  filling
  pageInfo {
    ...PageInfo
  }
  nodes {
    ...ProductCard
  }
  facets {
    ...Facet
  }
  corrections {
    typed
    searched
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListProductsQuery, ListProductsQueryVariables>;
export const SearchProductsDocument = new TypedDocumentString(`
    query searchProducts($text: String!, $first: Int = 20, $after: String, $filter: ProductFilter, $sort: ProductSort = RELEVANCE, $facets: [String!]) {
  products(
    search: $text
    first: $first
    after: $after
    filter: $filter
    sort: $sort
    facets: $facets
  ) {
    ...FoundProducts
  }
}
    fragment Brand on Brand {
  id
  slug
  name
  logoUrl
}
fragment ProductType on ProductType {
  id
  slug
  name
}
fragment Media on ProductMedia {
  url
  alt
}
fragment PriceRange on PriceRange {
  min {
    ...Money
  }
  max {
    ...Money
  }
}
fragment ProductCard on Product {
  id
  slug
  title
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  tags
  tagLabels
  availableForSale
  media {
    ...Media
  }
  priceRange {
    ...PriceRange
  }
}
fragment Facet on ProductFacet {
  name
  label
  exact
  min
  max
  minPrice {
    ...Money
  }
  maxPrice {
    ...Money
  }
  minDate
  maxDate
  buckets {
    min {
      ...Money
    }
    max {
      ...Money
    }
    count
  }
  values {
    value
    label
    count
    selected
    parent
    colour
  }
}
fragment FoundProducts on ProductSearchConnection {
  totalCount
  totalIsExact
  filling
  pageInfo {
    ...PageInfo
  }
  nodes {
    ...ProductCard
  }
  facets {
    ...Facet
  }
  corrections {
    typed
    searched
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<SearchProductsQuery, SearchProductsQueryVariables>;
export const GetProductDocument = new TypedDocumentString(`
    query getProduct($id: ID, $slug: String) {
  product(id: $id, slug: $slug) {
    ...Product
  }
}
    fragment Brand on Brand {
  id
  slug
  name
  logoUrl
}
fragment ProductType on ProductType {
  id
  slug
  name
}
fragment Media on ProductMedia {
  url
  alt
}
fragment PriceRange on PriceRange {
  min {
    ...Money
  }
  max {
    ...Money
  }
}
fragment SelectedOption on SelectedOption {
  name
  value
  label
}
fragment ProductVariant on ProductVariant {
  id
  sku
  barcode
  title
  availableForSale
  requiresShipping
  weightGrams
  components {
    quantity
    variant {
      id
      sku
      title
    }
  }
  slots {
    id
    name
    minimum
    maximum
    repeatable
    choices {
      id
      quantity
      available
      amount {
        ...Money
      }
      variant {
        id
        sku
        title
        product {
          slug
          title
        }
      }
    }
  }
  price {
    ...Money
  }
  compareAtPrice {
    ...Money
  }
  selectedOptions {
    ...SelectedOption
  }
  media {
    ...Media
  }
}
fragment Product on Product {
  id
  slug
  title
  description
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  tags
  tagLabels
  seoTitle
  seoDescription
  availableForSale
  createdAt
  options {
    name
    values {
      value
      label
    }
  }
  media {
    ...Media
  }
  priceRange {
    ...PriceRange
  }
  variants {
    ...ProductVariant
  }
  category {
    ...CategoryCard
  }
  collections {
    ...CollectionCard
  }
}
fragment CategoryCard on Category {
  id
  slug
  name
}
fragment CollectionCard on Collection {
  id
  slug
  title
}
fragment Money on Money {
  amount
  currencyCode
}`) as unknown as TypedDocumentString<GetProductQuery, GetProductQueryVariables>;
export const QuoteVariantDocument = new TypedDocumentString(`
    query quoteVariant($id: ID!, $choices: [QuoteChoiceInput!], $quantity: Int! = 1) {
  variantQuote(id: $id, choices: $choices, quantity: $quantity) {
    unitPrice {
      ...Money
    }
    basePrice {
      ...Money
    }
    discount {
      ...Money
    }
    total {
      ...Money
    }
    problem {
      code
      message
    }
  }
}
    fragment Money on Money {
  amount
  currencyCode
}`) as unknown as TypedDocumentString<QuoteVariantQuery, QuoteVariantQueryVariables>;
export const GetRelatedProductsDocument = new TypedDocumentString(`
    query getRelatedProducts($id: ID, $slug: String, $kind: String!, $first: Int = 12) {
  product(id: $id, slug: $slug) {
    related(kind: $kind, first: $first) {
      ...ProductCard
    }
  }
}
    fragment Brand on Brand {
  id
  slug
  name
  logoUrl
}
fragment ProductType on ProductType {
  id
  slug
  name
}
fragment Media on ProductMedia {
  url
  alt
}
fragment PriceRange on PriceRange {
  min {
    ...Money
  }
  max {
    ...Money
  }
}
fragment ProductCard on Product {
  id
  slug
  title
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  tags
  tagLabels
  availableForSale
  media {
    ...Media
  }
  priceRange {
    ...PriceRange
  }
}
fragment Money on Money {
  amount
  currencyCode
}`) as unknown as TypedDocumentString<GetRelatedProductsQuery, GetRelatedProductsQueryVariables>;
export const GetProductRelationsDocument = new TypedDocumentString(`
    query getProductRelations($id: ID, $slug: String, $kinds: [String!], $first: Int = 12) {
  product(id: $id, slug: $slug) {
    relations(kinds: $kinds, first: $first) {
      kind {
        code
        name
        symmetric
      }
      products {
        ...ProductCard
      }
    }
  }
}
    fragment Brand on Brand {
  id
  slug
  name
  logoUrl
}
fragment ProductType on ProductType {
  id
  slug
  name
}
fragment Media on ProductMedia {
  url
  alt
}
fragment PriceRange on PriceRange {
  min {
    ...Money
  }
  max {
    ...Money
  }
}
fragment ProductCard on Product {
  id
  slug
  title
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  tags
  tagLabels
  availableForSale
  media {
    ...Media
  }
  priceRange {
    ...PriceRange
  }
}
fragment Money on Money {
  amount
  currencyCode
}`) as unknown as TypedDocumentString<GetProductRelationsQuery, GetProductRelationsQueryVariables>;
export const ListRelationKindsDocument = new TypedDocumentString(`
    query listRelationKinds {
  relationKinds {
    code
    name
    symmetric
  }
}
    `) as unknown as TypedDocumentString<ListRelationKindsQuery, ListRelationKindsQueryVariables>;
export const FindRedirectDocument = new TypedDocumentString(`
    query findRedirect($path: String, $entity: SlugEntity, $slug: String) {
  redirect(path: $path, entity: $entity, slug: $slug) {
    entity
    slug
    path
  }
}
    `) as unknown as TypedDocumentString<FindRedirectQuery, FindRedirectQueryVariables>;
export const ListCategoriesDocument = new TypedDocumentString(`
    query listCategories {
  categories {
    ...CategoryTree
  }
}
    fragment CategoryCard on Category {
  id
  slug
  name
}
fragment CategoryTree on Category {
  ...CategoryCard
  children {
    ...CategoryCard
    children {
      ...CategoryCard
    }
  }
}`) as unknown as TypedDocumentString<ListCategoriesQuery, ListCategoriesQueryVariables>;
export const GetCategoryDocument = new TypedDocumentString(`
    query getCategory($id: ID, $slug: String, $first: Int = 20, $after: String) {
  category(id: $id, slug: $slug) {
    ...Category
    products(first: $first, after: $after) {
      ...ProductPage
    }
  }
}
    fragment Brand on Brand {
  id
  slug
  name
  logoUrl
}
fragment ProductType on ProductType {
  id
  slug
  name
}
fragment Media on ProductMedia {
  url
  alt
}
fragment PriceRange on PriceRange {
  min {
    ...Money
  }
  max {
    ...Money
  }
}
fragment ProductCard on Product {
  id
  slug
  title
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  tags
  tagLabels
  availableForSale
  media {
    ...Media
  }
  priceRange {
    ...PriceRange
  }
}
fragment CategoryCard on Category {
  id
  slug
  name
}
fragment Category on Category {
  id
  slug
  name
  description
  image {
    url
    alt
  }
  seoTitle
  seoDescription
  depth
  productCount
  ancestors {
    ...CategoryCard
  }
  children {
    ...CategoryCard
  }
}
fragment ProductPage on ProductConnection {
  totalCount
  pageInfo {
    ...PageInfo
  }
  nodes {
    ...ProductCard
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<GetCategoryQuery, GetCategoryQueryVariables>;
export const ListCollectionsDocument = new TypedDocumentString(`
    query listCollections($first: Int = 20, $after: String) {
  collections(first: $first, after: $after) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...Collection
    }
  }
}
    fragment Collection on Collection {
  id
  slug
  title
  description
  image {
    url
    alt
  }
  seoTitle
  seoDescription
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListCollectionsQuery, ListCollectionsQueryVariables>;
export const GetCollectionDocument = new TypedDocumentString(`
    query getCollection($id: ID, $slug: String, $first: Int = 20, $after: String) {
  collection(id: $id, slug: $slug) {
    ...Collection
    products(first: $first, after: $after) {
      ...ProductPage
    }
  }
}
    fragment Brand on Brand {
  id
  slug
  name
  logoUrl
}
fragment ProductType on ProductType {
  id
  slug
  name
}
fragment Media on ProductMedia {
  url
  alt
}
fragment PriceRange on PriceRange {
  min {
    ...Money
  }
  max {
    ...Money
  }
}
fragment ProductCard on Product {
  id
  slug
  title
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  tags
  tagLabels
  availableForSale
  media {
    ...Media
  }
  priceRange {
    ...PriceRange
  }
}
fragment Collection on Collection {
  id
  slug
  title
  description
  image {
    url
    alt
  }
  seoTitle
  seoDescription
}
fragment ProductPage on ProductConnection {
  totalCount
  pageInfo {
    ...PageInfo
  }
  nodes {
    ...ProductCard
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<GetCollectionQuery, GetCollectionQueryVariables>;
export const ListDownloadsDocument = new TypedDocumentString(`
    query listDownloads($orderId: ID, $orderToken: String) {
  downloads(orderId: $orderId, orderToken: $orderToken) {
    id
    orderNumber
    name
    downloads
    downloadsLeft
    expiresAt
    available
  }
}
    `) as unknown as TypedDocumentString<ListDownloadsQuery, ListDownloadsQueryVariables>;
export const DownloadLinkCreateDocument = new TypedDocumentString(`
    mutation downloadLinkCreate($input: DownloadLinkCreateInput!, $idempotencyKey: String) {
  downloadLinkCreate(input: $input, idempotencyKey: $idempotencyKey) {
    path
    errors {
      ...UserError
    }
  }
}
    fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DownloadLinkCreateMutation, DownloadLinkCreateMutationVariables>;
export const GetOrderDocumentsDocument = new TypedDocumentString(`
    query getOrderDocuments($id: ID, $token: String) {
  order(id: $id, token: $token) {
    id
    number
    documents {
      id
      kind
      number
      issuedOn
      final
      invoiceNumber
      url
      total {
        ...TaxedMoney
      }
    }
  }
}
    fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}`) as unknown as TypedDocumentString<GetOrderDocumentsQuery, GetOrderDocumentsQueryVariables>;
export const GetDraftOrderDocument = new TypedDocumentString(`
    query getDraftOrder($token: String!) {
  draftOrder(token: $token) {
    ...DraftOrder
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment DraftOrder on DraftOrder {
  id
  state
  sentAt
  expiresAt
  cart {
    ...Cart
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}`) as unknown as TypedDocumentString<GetDraftOrderQuery, GetDraftOrderQueryVariables>;
export const DraftOrderCompleteDocument = new TypedDocumentString(`
    mutation draftOrderComplete($input: DraftOrderCompleteInput!, $idempotencyKey: String) {
  draftOrderComplete(input: $input, idempotencyKey: $idempotencyKey) {
    order {
      ...Order
    }
    cart {
      ...Cart
    }
    action {
      url
      kind
      parameters {
        name
        value
      }
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment OrderLine on OrderLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  shippedQuantity
  incompleteQuantity
  returnedQuantity
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  components {
    id
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    total {
      ...TaxedMoney
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment Order on Order {
  id
  number
  token
  state
  paymentState
  fulfilmentState
  placedAt
  currencyCode
  email
  phone
  phoneFormatted
  note
  giftMessage
  giftWrap
  attributes
  taxTreatment
  taxNumber
  taxExemption
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  lines {
    ...OrderLine
  }
  delivery {
    code
    name
    earliest
    latest
    price {
      ...TaxedMoney
    }
  }
  totals {
    ...Totals
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DraftOrderCompleteMutation, DraftOrderCompleteMutationVariables>;
export const DraftOrderReopenDocument = new TypedDocumentString(`
    mutation draftOrderReopen($input: DraftOrderReopenInput!, $idempotencyKey: String) {
  draftOrderReopen(input: $input, idempotencyKey: $idempotencyKey) {
    draftOrder {
      ...DraftOrder
    }
    errors {
      ...UserError
    }
  }
}
    fragment CartLine on CartLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  choices {
    id
    quantity
  }
  available
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  basePrice {
    ...Money
  }
  discount {
    ...Money
  }
  components {
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    amount {
      ...Money
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment DeliveryOption on DeliveryOption {
  code
  name
  description
  minDays
  maxDays
  earliest
  latest
  price {
    ...Money
  }
}
fragment Cart on Cart {
  id
  state
  name
  current
  currencyCode
  totalQuantity
  email
  phone
  phoneFormatted
  taxNumber
  taxTreatment
  requiresShipping
  missing
  paymentFailure
  note
  giftMessage
  giftWrap
  attributes
  createdAt
  updatedAt
  lines {
    ...CartLine
  }
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  deliveryOptions {
    ...DeliveryOption
  }
  deliveryOption {
    ...DeliveryOption
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  totals {
    ...Totals
  }
  notices {
    id
    code
    message
    lineId
    before {
      ...Money
    }
    now {
      ...Money
    }
    wanted
    limit
  }
  order {
    id
    number
    token
  }
}
fragment DraftOrder on DraftOrder {
  id
  state
  sentAt
  expiresAt
  cart {
    ...Cart
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DraftOrderReopenMutation, DraftOrderReopenMutationVariables>;
export const GetOrderDocument = new TypedDocumentString(`
    query getOrder($id: ID, $token: String) {
  order(id: $id, token: $token) {
    ...Order
  }
}
    fragment OrderLine on OrderLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  shippedQuantity
  incompleteQuantity
  returnedQuantity
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  components {
    id
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    total {
      ...TaxedMoney
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment Order on Order {
  id
  number
  token
  state
  paymentState
  fulfilmentState
  placedAt
  currencyCode
  email
  phone
  phoneFormatted
  note
  giftMessage
  giftWrap
  attributes
  taxTreatment
  taxNumber
  taxExemption
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  lines {
    ...OrderLine
  }
  delivery {
    code
    name
    earliest
    latest
    price {
      ...TaxedMoney
    }
  }
  totals {
    ...Totals
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}`) as unknown as TypedDocumentString<GetOrderQuery, GetOrderQueryVariables>;
export const GetOrderPaymentsDocument = new TypedDocumentString(`
    query getOrderPayments($id: ID, $token: String) {
  order(id: $id, token: $token) {
    ...OrderPayments
  }
}
    fragment OrderPayments on Order {
  id
  number
  paymentState
  outstanding {
    ...Money
  }
  paid {
    ...Money
  }
  refunded {
    ...Money
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  payments {
    id
    method
    manual
    state
    instructions
    dueAt
    actionUrl
    amount {
      ...Money
    }
    authorized {
      ...Money
    }
    captured {
      ...Money
    }
    refunded {
      ...Money
    }
  }
  refunds {
    id
    state
    createdAt
    settledAt
    total {
      ...TaxedMoney
    }
    refunded {
      ...Money
    }
    parts {
      kind
      orderLineId
      quantity
      total {
        ...TaxedMoney
      }
    }
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}`) as unknown as TypedDocumentString<GetOrderPaymentsQuery, GetOrderPaymentsQueryVariables>;
export const OrderPayDocument = new TypedDocumentString(`
    mutation orderPay($input: OrderPayInput!, $idempotencyKey: String) {
  orderPay(input: $input, idempotencyKey: $idempotencyKey) {
    order {
      ...OrderPayments
    }
    payment {
      id
      state
    }
    action {
      url
      kind
      parameters {
        name
        value
      }
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderPayments on Order {
  id
  number
  paymentState
  outstanding {
    ...Money
  }
  paid {
    ...Money
  }
  refunded {
    ...Money
  }
  paymentMethods {
    code
    name
    description
    kind
    parameters {
      name
      value
    }
  }
  payments {
    id
    method
    manual
    state
    instructions
    dueAt
    actionUrl
    amount {
      ...Money
    }
    authorized {
      ...Money
    }
    captured {
      ...Money
    }
    refunded {
      ...Money
    }
  }
  refunds {
    id
    state
    createdAt
    settledAt
    total {
      ...TaxedMoney
    }
    refunded {
      ...Money
    }
    parts {
      kind
      orderLineId
      quantity
      total {
        ...TaxedMoney
      }
    }
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderPayMutation, OrderPayMutationVariables>;
export const GetOrderShipmentsDocument = new TypedDocumentString(`
    query getOrderShipments($id: ID, $token: String) {
  order(id: $id, token: $token) {
    id
    number
    fulfilmentState
    shipments {
      id
      number
      state
      shippedAt
      endedAt
      trackings {
        carrier
        carrierName
        number
        url
      }
      lines {
        id
        orderLineId
        sellableId
        quantity
        returned
      }
    }
    returns {
      ...Return
    }
  }
}
    fragment Return on Return {
  id
  number
  state
  reason
  note
  createdAt
  endedAt
  lines {
    shipmentLineId
    quantity
  }
}`) as unknown as TypedDocumentString<GetOrderShipmentsQuery, GetOrderShipmentsQueryVariables>;
export const ReturnRequestDocument = new TypedDocumentString(`
    mutation returnRequest($input: ReturnRequestInput!, $idempotencyKey: String) {
  returnRequest(input: $input, idempotencyKey: $idempotencyKey) {
    orderReturn {
      ...Return
    }
    errors {
      ...UserError
    }
  }
}
    fragment Return on Return {
  id
  number
  state
  reason
  note
  createdAt
  endedAt
  lines {
    shipmentLineId
    quantity
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ReturnRequestMutation, ReturnRequestMutationVariables>;
export const ListCustomerOrdersDocument = new TypedDocumentString(`
    query listCustomerOrders($first: Int = 20, $after: String, $state: OrderState, $paymentState: OrderPaymentState) {
  customerOrders(
    first: $first
    after: $after
    state: $state
    paymentState: $paymentState
  ) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...Order
    }
  }
}
    fragment OrderLine on OrderLine {
  id
  sellableId
  sku
  title
  subtitle
  imageUrl
  urlPath
  quantity
  note
  giftMessage
  giftWrap
  attributes
  requiresShipping
  shippedQuantity
  incompleteQuantity
  returnedQuantity
  taxRate
  taxes {
    name
    rate
    compound
    amount {
      ...Money
    }
  }
  unitPrice {
    ...Money
  }
  components {
    id
    sellableId
    sku
    title
    subtitle
    slot
    quantity
    total {
      ...TaxedMoney
    }
  }
  total {
    ...TaxedMoney
  }
}
fragment Order on Order {
  id
  number
  token
  state
  paymentState
  fulfilmentState
  placedAt
  currencyCode
  email
  phone
  phoneFormatted
  note
  giftMessage
  giftWrap
  attributes
  taxTreatment
  taxNumber
  taxExemption
  shippingAddress {
    ...Address
  }
  billingAddress {
    ...Address
  }
  lines {
    ...OrderLine
  }
  delivery {
    code
    name
    earliest
    latest
    price {
      ...TaxedMoney
    }
  }
  totals {
    ...Totals
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment TaxedMoney on TaxedMoney {
  net {
    ...Money
  }
  tax {
    ...Money
  }
  gross {
    ...Money
  }
}
fragment Address on Address {
  country
  name
  line1
  line2
  city
  district
  region
  postalCode
  company
  phone
  phoneFormatted
}
fragment Totals on Totals {
  pricesIncludeTax
  subtotal {
    ...Money
  }
  lines {
    ...TaxedMoney
  }
  delivery {
    ...TaxedMoney
  }
  tax {
    ...Money
  }
  total {
    ...Money
  }
  taxes {
    name
    rate
    base {
      ...Money
    }
    amount {
      ...Money
    }
  }
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListCustomerOrdersQuery, ListCustomerOrdersQueryVariables>;
export const GetOrderHistoryDocument = new TypedDocumentString(`
    query getOrderHistory($id: ID, $token: String, $first: Int = 20, $after: String) {
  order(id: $id, token: $token) {
    id
    history(first: $first, after: $after) {
      totalCount
      pageInfo {
        ...PageInfo
      }
      nodes {
        id
        at
        kind
        detail
      }
    }
  }
}
    fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<GetOrderHistoryQuery, GetOrderHistoryQueryVariables>;
export const GetShopDocument = new TypedDocumentString(`
    query getShop {
  shop {
    name
    locale
    channel {
      ...Channel
    }
    channels {
      ...Channel
    }
  }
}
    fragment Channel on Channel {
  slug
  name
  currencyCode
  locales
  countries
  pricesIncludeTax
}`) as unknown as TypedDocumentString<GetShopQuery, GetShopQueryVariables>;
export const GetAvailabilityDocument = new TypedDocumentString(`
    query getAvailability($id: ID, $slug: String) {
  product(id: $id, slug: $slug) {
    ...ProductAvailability
  }
}
    fragment ProductAvailability on Product {
  id
  availability {
    state
    promisedOn
  }
  variants {
    ...VariantAvailability
  }
}
fragment VariantAvailability on ProductVariant {
  id
  availability {
    state
    quantity
    promisedOn
  }
}`) as unknown as TypedDocumentString<GetAvailabilityQuery, GetAvailabilityQueryVariables>;