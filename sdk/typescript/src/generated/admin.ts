/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { TypedDocumentString } from '../document.js';
export type ActorType =
  | 'CUSTOMER'
  | 'GUEST'
  | 'PROVIDER'
  | 'SERVICE'
  | 'STAFF'
  | 'SYSTEM';

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

/** Pieces that are to be taken out of another warehouse. */
export type AllocationMoveInput = {
  /** Of the allocation. */
  readonly id: string;
  /** How many of its pieces; null for all. */
  readonly quantity?: number | null | undefined;
  readonly warehouseId: string;
};

/** What became of pieces that an order wants. */
export type AllocationState =
  | 'ALLOCATED'
  | 'PACKED'
  | 'PACKED_UNCOUNTED'
  | 'RESERVED'
  | 'RETURNED'
  | 'SHIPPED'
  | 'SHORT'
  | 'UNTRACKED';

/** A part of a zone. */
export type AreaInput = {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Codes (`38001`), beginnings (`38*`) and ranges (`35000..35999`). Empty for all. */
  readonly postalCodes?: ReadonlyArray<string>;
  /** States or provinces, each in any spelling that addresses have (`QC`, `Quebec`); capitals and accents do not matter. Empty for all. */
  readonly regions?: ReadonlyArray<string>;
};

/** Something to be shown with a product. */
export type AttachedMediaInput = {
  /** What it shows. */
  readonly alt?: string;
  /** An uploaded picture, video or 3D model; either this or an address. */
  readonly fileId?: string | null | undefined;
  /** What has to stay in it where it is cut; left out, its middle. */
  readonly focalPoint?: FocalPointInput | null | undefined;
  /** An uploaded picture that stands for a video or a model until it is there. */
  readonly posterFileId?: string | null | undefined;
  readonly translations?: ReadonlyArray<MediaTranslationInput>;
  /** Of a picture that somebody else shows. */
  readonly url?: string;
};

/** A choice of an attribute. */
export type AttributeChoiceInput = {
  /** Made out of the name if left out. */
  readonly code?: string | null | undefined;
  /** Of a swatch: "#rrggbb" or "#rrggbbaa". */
  readonly colour?: string | null | undefined;
  /** Of a swatch: absolute, or a path of this server. */
  readonly imageUrl?: string | null | undefined;
  readonly name: string;
  readonly translations?: ReadonlyArray<NameInput>;
};

/** Names a choice. */
export type AttributeChoiceRemoveInput = {
  /** The attribute's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  /** What everything that uses it uses from then on; without one it is refused while it is used. */
  readonly replacementId?: string | null | undefined;
};

/** What is to be changed of a choice; what is left out stays. Option values that stand for it follow its name. */
export type AttributeChoiceUpdateInput = {
  readonly code?: string | null | undefined;
  readonly colour?: string | null | undefined;
  /** The attribute's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  readonly imageUrl?: string | null | undefined;
  readonly name?: string | null | undefined;
  /** Languages that are left out stay. */
  readonly translations?: ReadonlyArray<NameInput> | null | undefined;
};

/** Choices to be added to an attribute, behind those it has. */
export type AttributeChoicesAddInput = {
  readonly attributeId: string;
  readonly choices: ReadonlyArray<AttributeChoiceInput>;
};

/** An order of choices; those left out come behind, as they were. */
export type AttributeChoicesReorderInput = {
  readonly attributeId: string;
  readonly choiceIds: ReadonlyArray<string>;
  /** The attribute's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
};

/** An attribute to be made. */
export type AttributeCreateInput = {
  /** Of the kinds CHOICE, MULTI_CHOICE and SWATCH, in order. */
  readonly choices?: ReadonlyArray<AttributeChoiceInput>;
  /** Made out of the name if left out: lower case letters, digits and underscores. */
  readonly code?: string | null | undefined;
  /** Whether lists can be narrowed by it. */
  readonly filterable?: boolean;
  /** Never changes. */
  readonly kind: AttributeKind;
  readonly name: string;
  /** Of references: what they point to; never changes. */
  readonly referenceTo?: ReferenceTarget | null | undefined;
  readonly translations?: ReadonlyArray<NameInput>;
  /** Of numbers, such as "cm". */
  readonly unit?: string | null | undefined;
  /** Whether buyers see it. */
  readonly visible?: boolean;
};

/** Names an attribute. */
export type AttributeDeleteInput = {
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  /** Whether values of it may go too; otherwise it is refused while products use it. */
  readonly withValues?: boolean;
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

/**
 * What the values of an attribute are.
 *
 * CHOICE is one of the attribute's choices, MULTI_CHOICE any number of them, SWATCH a choice that has a colour or a picture. FILE is an address. REFERENCE points to other things of the catalogue. The kind never changes.
 */
export type AttributeKind =
  | 'BOOLEAN'
  | 'CHOICE'
  | 'DATE'
  | 'FILE'
  | 'MULTI_CHOICE'
  | 'NUMBER'
  | 'REFERENCE'
  | 'RICH_TEXT'
  | 'SWATCH'
  | 'TEXT';

/**
 * What of a product has the attribute.
 *
 * PRODUCT: the product itself. VARIANT: each of its variants. OPTION: it is what a buyer chooses, so it tells the variants apart.
 */
export type AttributeScope =
  | 'OPTION'
  | 'PRODUCT'
  | 'VARIANT';

/** A text in a language. */
export type AttributeTextInput = {
  /** BCP 47 tag. */
  readonly locale: string;
  readonly text: string;
};

/** What is to be changed of an attribute; what is left out stays. */
export type AttributeUpdateInput = {
  readonly code?: string | null | undefined;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly filterable?: boolean | null | undefined;
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly position?: number | null | undefined;
  /** Languages that are left out stay. */
  readonly translations?: ReadonlyArray<NameInput> | null | undefined;
  /** Cannot change while there are numbers in the old one. */
  readonly unit?: string | null | undefined;
  readonly visible?: boolean | null | undefined;
};

/** What an attribute is to be: one of the fields is given, by the attribute's kind; none takes the value away. */
export type AttributeValueInput = {
  readonly boolean?: boolean | null | undefined;
  /** Of the kinds CHOICE and SWATCH: code or name of a choice. */
  readonly choice?: string | null | undefined;
  /** Of the kind MULTI_CHOICE, in order. */
  readonly choices?: ReadonlyArray<string> | null | undefined;
  /** Of the attribute. */
  readonly code: string;
  readonly date?: string | null | undefined;
  /** Of the kind FILE: an address, absolute or a path of this server. */
  readonly file?: string | null | undefined;
  /** Of the kind RICH_TEXT; what is unsafe in it is dropped. */
  readonly html?: string | null | undefined;
  /** Of the kind NUMBER. */
  readonly number?: string | null | undefined;
  /** Of the kind REFERENCE, in order. */
  readonly references?: ReadonlyArray<string> | null | undefined;
  /** Of the kind TEXT. */
  readonly text?: string | null | undefined;
  /** Of a text or of HTML. Languages that are not named stay; an empty text takes one away. */
  readonly translations?: ReadonlyArray<AttributeTextInput>;
  /** Of the number; checked against the attribute's own, never converted. */
  readonly unit?: string | null | undefined;
};

export type Basis =
  | 'COUNT'
  | 'PRICE'
  | 'VOLUME'
  | 'WEIGHT';

/** A brand to be made. */
export type BrandCreateInput = {
  /** HTML; what is unsafe in it is dropped. */
  readonly description?: string;
  /** Absolute, or a path of this server. */
  readonly logoUrl?: string;
  readonly name: string;
  readonly seoDescription?: string;
  /** For search engines; left out where its name is. */
  readonly seoTitle?: string;
  /** Made out of the name if left out. */
  readonly slug?: string | null | undefined;
  readonly translations?: ReadonlyArray<BrandTranslationInput>;
};

/** Names a brand. */
export type BrandDeleteInput = {
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
};

/** A brand's texts in a language; what is left out stays untranslated. */
export type BrandTranslationInput = {
  readonly description?: string;
  readonly locale: string;
  readonly name?: string;
  readonly seoDescription?: string;
  readonly seoTitle?: string;
};

/** What is to be changed of a brand; what is left out stays. */
export type BrandUpdateInput = {
  readonly description?: string | null | undefined;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  /** Empty for none. */
  readonly logoUrl?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly seoDescription?: string | null | undefined;
  readonly seoTitle?: string | null | undefined;
  readonly slug?: string | null | undefined;
  /** Languages that are left out stay; one without any text is removed. */
  readonly translations?: ReadonlyArray<BrandTranslationInput> | null | undefined;
};

/**
 * What becomes of the other rows where one is refused.
 *
 * ALL_OR_NOTHING changes nothing then; REJECT_FAILED_ROWS changes all but the refused ones. A row itself is always changed as a whole or not at all.
 */
export type BulkErrorPolicy =
  | 'ALL_OR_NOTHING'
  | 'REJECT_FAILED_ROWS';

/** An amount in a channel. */
export type BundleAmountInput = {
  /** In major units of the channel's currency. */
  readonly amount: string;
  /** Its slug. */
  readonly channel: string;
};

/** A variant of which so many pieces may be chosen. */
export type BundleChoiceInput = {
  /** By channel, for all of its pieces: what it adds to the bundle's own price, or what it costs in a sum instead of its own price. */
  readonly amounts?: ReadonlyArray<BundleAmountInput>;
  readonly quantity?: number;
  readonly variantId: string;
};

/** A variant of which a bundle holds so many pieces. */
export type BundleComponentInput = {
  /** What all of its pieces cost in a sum, by channel, instead of their own price. */
  readonly amounts?: ReadonlyArray<BundleAmountInput>;
  readonly quantity?: number;
  readonly variantId: string;
};

/**
 * What a bundle costs.
 *
 * OWN: what its price lists say, and what the choices add. SUM: its base price is what its components cost, by all of their price lists, less some percent or an amount; prices that it has in other lists still apply.
 */
export type BundlePricing =
  | 'OWN'
  | 'SUM';

/** What a variant is to consist of; with neither components nor slots it is an ordinary variant. */
export type BundleSetInput = {
  /** Taken off that sum, by channel, instead of a percentage. */
  readonly amountsOff?: ReadonlyArray<BundleAmountInput>;
  /** What is always in it, in the order in which it is shown. */
  readonly components?: ReadonlyArray<BundleComponentInput>;
  /** The variant's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  /** Of that sum, 0 to 100. */
  readonly percentOff?: number;
  /** SUM makes it cost what is chosen costs. */
  readonly pricing?: BundlePricing;
  /** What is chosen, in order. */
  readonly slots?: ReadonlyArray<BundleSlotInput>;
  readonly variantId: string;
};

/** Something that a buyer chooses of a bundle. */
export type BundleSlotInput = {
  readonly choices: ReadonlyArray<BundleChoiceInput>;
  /** Of a slot that the bundle has already, so that carts that chose for it go on. */
  readonly id?: string | null | undefined;
  /** Most choices to make. */
  readonly maximum?: number;
  /** Fewest choices to make. */
  readonly minimum?: number;
  readonly name: string;
  /** Whether one choice may be made more than once. */
  readonly repeatable?: boolean;
  readonly translations?: ReadonlyArray<NameInput>;
};

/** Something that is chosen of a thing that leaves a choice. */
export type CartLineChoiceInput = {
  /** Of the choice, as the thing offers it. */
  readonly id: string;
  /** How often; 0 leaves it out. */
  readonly quantity?: number;
};

/** Frees a cart from tax. */
export type CartTaxExemptionSetInput = {
  readonly cartId: string;
  /** The number that the receipt names, at most 60 characters; empty takes it back. */
  readonly certificate: string;
};

/** An order of siblings. */
export type CategoryChildrenReorderInput = {
  /** In the order that is wanted. Those left out come behind, in theirs. */
  readonly childIds: ReadonlyArray<string>;
  /** The parent's version as you read it: if somebody edited it, or the order of its children, since, nothing is done. The roots have none. */
  readonly expectedVersion?: number | null | undefined;
  /** Whose children are put into order; null for the roots. */
  readonly parentId?: string | null | undefined;
};

/** A category to be made. */
export type CategoryCreateInput = {
  readonly description?: string;
  readonly imageAlt?: string;
  /** Begins with https://, http:// or /. */
  readonly imageUrl?: string | null | undefined;
  readonly name: string;
  /** Left out it becomes a root. */
  readonly parentId?: string | null | undefined;
  /** Among its siblings from 0; behind them if left out. */
  readonly position?: number | null | undefined;
  readonly seoDescription?: string;
  readonly seoTitle?: string;
  /** Made out of the name if left out. */
  readonly slug?: string | null | undefined;
  readonly translations?: ReadonlyArray<CategoryTranslationInput>;
};

/** Names a category, and says what becomes of what is in it. */
export type CategoryDeleteInput = {
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  /** Put the categories below it into its place, instead of refusing. */
  readonly moveChildrenUp?: boolean;
  /** File its products under its parent, instead of under none. */
  readonly moveProductsUp?: boolean;
};

/** Where a category is to go: behind all its siblings, unless one of them is named. */
export type CategoryMoveInput = {
  /** The sibling that it comes right behind; give one of the two at most. */
  readonly afterId?: string | null | undefined;
  /** The sibling that it comes right before. */
  readonly beforeId?: string | null | undefined;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  /** Null makes it a root. Left out it stays below its parent, or comes below that of the sibling. */
  readonly parentId?: string | null | undefined;
};

/** A category's texts in a language; what is left out stays untranslated. */
export type CategoryTranslationInput = {
  readonly description?: string;
  readonly imageAlt?: string;
  readonly locale: string;
  readonly name?: string;
  readonly seoDescription?: string;
  readonly seoTitle?: string;
};

/** What is to be changed of what a category says of itself; what is left out stays. */
export type CategoryUpdateInput = {
  readonly description?: string | null | undefined;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  readonly imageAlt?: string | null | undefined;
  /** Null takes the picture away. */
  readonly imageUrl?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly seoDescription?: string | null | undefined;
  readonly seoTitle?: string | null | undefined;
  readonly slug?: string | null | undefined;
  readonly translations?: ReadonlyArray<CategoryTranslationInput> | null | undefined;
};

/** How far a bulk change is. */
export type ChangeState =
  | 'APPLIED'
  | 'APPLYING'
  | 'UNDOING'
  | 'UNDONE';

/** A collection to be made. */
export type CollectionCreateInput = {
  /** Slugs of the channels in whose shops it is shown; all if left out. */
  readonly channels?: ReadonlyArray<string> | null | undefined;
  readonly description?: string;
  readonly imageAlt?: string;
  /** Begins with https://, http:// or /. */
  readonly imageUrl?: string | null | undefined;
  /** Its products in order. */
  readonly productIds?: ReadonlyArray<string>;
  readonly seoDescription?: string;
  readonly seoTitle?: string;
  /** Made out of the title if left out. */
  readonly slug?: string | null | undefined;
  readonly title: string;
  readonly translations?: ReadonlyArray<CollectionTranslationInput>;
};

/** Names a collection. */
export type CollectionDeleteInput = {
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
};

/** Input of `collectionProductsAdd`. */
export type CollectionProductsAddInput = {
  /** A product of the collection that they come before; behind all if left out. */
  readonly beforeId?: string | null | undefined;
  readonly collectionId: string;
  readonly productIds: ReadonlyArray<string>;
};

/** Input of `collectionProductsExclude`. */
export type CollectionProductsExcludeInput = {
  readonly collectionId: string;
  readonly productIds: ReadonlyArray<string>;
};

/** Input of `collectionProductsInclude`. */
export type CollectionProductsIncludeInput = {
  readonly collectionId: string;
  readonly productIds: ReadonlyArray<string>;
};

/** Input of `collectionProductsMove`. */
export type CollectionProductsMoveInput = {
  /** A product of the collection that they come before; behind all if left out. */
  readonly beforeId?: string | null | undefined;
  readonly collectionId: string;
  /** The collection's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  readonly productIds: ReadonlyArray<string>;
};

/** Input of `collectionProductsRemove`. */
export type CollectionProductsRemoveInput = {
  readonly collectionId: string;
  readonly productIds: ReadonlyArray<string>;
};

/** A question about a product; the field says which of the others are read. */
export type CollectionRuleConditionInput = {
  /** Its slug. */
  readonly channel?: string;
  /** Made within so many days. */
  readonly days?: number | null | undefined;
  readonly field: CollectionRuleField;
  /** At most, in major units. */
  readonly max?: string | null | undefined;
  /** At least, in major units. */
  readonly min?: string | null | undefined;
  /** Of an option, or the code of an attribute. */
  readonly name?: string;
  /** Whether it has not to hold. */
  readonly negate?: boolean;
  /** Made at or after this moment. */
  readonly since?: string | null | undefined;
  /** Ids, texts or codes; one of them has to fit. */
  readonly values?: ReadonlyArray<string>;
};

/**
 * What a condition looks at, and which of its other fields it reads.
 *
 * CATEGORY, BRAND, PRODUCT_TYPE: `values` are ids; a category stands for all below it too. TAG: `values`. TITLE: contains one of the `values`. PRICE: a variant costs from `min` to `max` in the `channel`. ATTRIBUTE: the one with the code `name` is one of the `values` (codes of choices, texts, numbers, `true`), or from `min` to `max`. OPTION: a variant has one of the `values` for the option `name`. CREATED: made at or after `since`, or within the last `days`. ON_SALE: a variant has a compare-at price above its price in the `channel`. AVAILABLE: it is published and priced in the `channel`, and so is what it has to hold if it is a bundle.
 */
export type CollectionRuleField =
  | 'ATTRIBUTE'
  | 'AVAILABLE'
  | 'BRAND'
  | 'CATEGORY'
  | 'CREATED'
  | 'ON_SALE'
  | 'OPTION'
  | 'PRICE'
  | 'PRODUCT_TYPE'
  | 'TAG'
  | 'TITLE';

/** Conditions of which all or any have to hold. */
export type CollectionRuleGroupInput = {
  readonly conditions: ReadonlyArray<CollectionRuleConditionInput>;
  readonly match: CollectionRuleMatch;
};

/** Conditions and groups of conditions, of which all or any have to hold. */
export type CollectionRuleInput = {
  readonly conditions?: ReadonlyArray<CollectionRuleConditionInput>;
  readonly groups?: ReadonlyArray<CollectionRuleGroupInput>;
  readonly match: CollectionRuleMatch;
};

/** Whether all of something have to hold, or one of it is enough. */
export type CollectionRuleMatch =
  | 'ALL'
  | 'ANY';

/** Input of `collectionRuleSet`. */
export type CollectionRuleSetInput = {
  readonly collectionId: string;
  /** The collection's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  /** Null takes the rule away; what it had found stays, as if it had been put in by hand. */
  readonly rule?: CollectionRuleInput | null | undefined;
  /** The order of what the rule finds, behind what is pinned. */
  readonly sort?: ProductSort;
};

/** A collection's texts in a language; what is left out stays untranslated. */
export type CollectionTranslationInput = {
  readonly description?: string;
  readonly imageAlt?: string;
  readonly locale: string;
  readonly seoDescription?: string;
  readonly seoTitle?: string;
  readonly title?: string;
};

/** What is to be changed of a collection; what is left out stays. */
export type CollectionUpdateInput = {
  /** Slugs of all channels in whose shops it is shown. */
  readonly channels?: ReadonlyArray<string> | null | undefined;
  readonly description?: string | null | undefined;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  readonly imageAlt?: string | null | undefined;
  /** Null takes the picture away. */
  readonly imageUrl?: string | null | undefined;
  /** All that is in it by hand, in order; what is left out is taken out of it. */
  readonly productIds?: ReadonlyArray<string> | null | undefined;
  readonly seoDescription?: string | null | undefined;
  readonly seoTitle?: string | null | undefined;
  readonly slug?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly translations?: ReadonlyArray<CollectionTranslationInput> | null | undefined;
};

/** A value of an option in a combination that is left out. */
export type CombinationExclusionInput = {
  readonly option: string;
  readonly value: string;
};

/**
 * What becomes of the price to compare with.
 *
 * KEEP leaves it, CLEAR takes it away, PREVIOUS puts the price there that the change began with.
 */
export type CompareAtChange =
  | 'CLEAR'
  | 'KEEP'
  | 'PREVIOUS';

/**
 * What a complete product has.
 *
 * TITLE, DESCRIPTION, SEO_TITLE and SEO_DESCRIPTION are in the language asked for; PRICE is that of every variant in the channel; WEIGHT is that of every variant that is shipped; ATTRIBUTES are those that its type requires. COMPONENTS asks of bundles alone, and costs other products nothing: that what they have to hold is sold in the channel, and that what has to be chosen is named in the language.
 */
export type CompletenessCheck =
  | 'ALT_TEXT'
  | 'ATTRIBUTES'
  | 'CATEGORY'
  | 'COMPONENTS'
  | 'DESCRIPTION'
  | 'PICTURE'
  | 'PRICE'
  | 'SEO_DESCRIPTION'
  | 'SEO_TITLE'
  | 'SKU'
  | 'TITLE'
  | 'VARIANT'
  | 'WEIGHT';

/**
 * The order of a list of products by their score.
 *
 * ASC: The least complete ones first. DESC: The most complete ones first.
 */
export type CompletenessOrder =
  | 'ASC'
  | 'DESC';

/** Which rule to forget what staff have set of. */
export type ConcernRuleResetInput = {
  /** Slug; empty for what was set for all channels. */
  readonly channel?: string;
  /** Refused if somebody has set it since. */
  readonly expectedVersion?: number | null | undefined;
  readonly rule: WatchRule;
};

/** How a rule is set. What is not given becomes what it is by default. */
export type ConcernRuleSetInput = {
  /** From which total on it speaks; one for each currency. */
  readonly amounts?: ReadonlyArray<MoneyInput> | null | undefined;
  /** Slug; empty for all channels for which it is not set by itself. */
  readonly channel?: string;
  readonly count?: number | null | undefined;
  readonly enabled?: boolean;
  /** Refused if somebody has set it since. */
  readonly expectedVersion?: number | null | undefined;
  readonly hours?: number | null | undefined;
  readonly percent?: number | null | undefined;
  readonly rule: WatchRule;
  readonly weight?: number | null | undefined;
};

/** A custom attribute to set or remove. */
export type CustomAttributeInput = {
  /** A namespace and a name, such as `engraving.text`: lower-case letters, digits, `-` and `_`. */
  readonly key: string;
  /** Any JSON; null removes the attribute. */
  readonly value?: unknown;
};

/** Whose addresses to erase. */
export type CustomerAddressesEraseInput = {
  readonly customerId: string;
};

/** A span of days, both ends included. */
export type DateRangeInput = {
  readonly max?: string | null | undefined;
  readonly min?: string | null | undefined;
};

/** A way to deliver to be made. */
export type DeliveryMethodCreateInput = {
  readonly active?: boolean;
  /** Slugs; empty for all. */
  readonly channels?: ReadonlyArray<string>;
  /** Unique; the option's code is `method:<code>`. */
  readonly code: string;
  readonly description?: string;
  readonly descriptions?: ReadonlyArray<LocalizedTextInput>;
  /** It brings nothing of these classes. */
  readonly excludedTaxClasses?: ReadonlyArray<string>;
  /** Latest arrival in working days after dispatch. */
  readonly maxDays?: number | null | undefined;
  /** Of all that is shipped; left out: no limit. */
  readonly maxWeightGrams?: number | null | undefined;
  /** Earliest arrival in working days after dispatch. */
  readonly minDays?: number | null | undefined;
  /** What buyers read. */
  readonly name: string;
  readonly names?: ReadonlyArray<LocalizedTextInput>;
  /** Smaller ones are offered first. */
  readonly position?: number;
  /** One for each zone and currency; for a destination that of the most specific zone counts. */
  readonly rates?: ReadonlyArray<DeliveryRateInput>;
  /** How the warehouse works, so that days of arrival are promised; needs minDays and maxDays. */
  readonly schedule?: DeliveryScheduleInput | null | undefined;
  /** Of the delivery; `as_goods` for those of what it brings. */
  readonly taxClass?: string;
};

/** Names a way to deliver to be deleted. */
export type DeliveryMethodDeleteInput = {
  /** Refuse it if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
};

/** What is to be changed of a way to deliver; what is left out stays. */
export type DeliveryMethodUpdateInput = {
  readonly active?: boolean | null | undefined;
  readonly channels?: ReadonlyArray<string> | null | undefined;
  readonly code?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly descriptions?: ReadonlyArray<LocalizedTextInput> | null | undefined;
  readonly excludedTaxClasses?: ReadonlyArray<string> | null | undefined;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  readonly maxDays?: number | null | undefined;
  readonly maxWeightGrams?: number | null | undefined;
  readonly minDays?: number | null | undefined;
  readonly name?: string | null | undefined;
  readonly names?: ReadonlyArray<LocalizedTextInput> | null | undefined;
  readonly position?: number | null | undefined;
  /** Replace all that it has. */
  readonly rates?: ReadonlyArray<DeliveryRateInput> | null | undefined;
  readonly schedule?: DeliveryScheduleInput | null | undefined;
  readonly taxClass?: string | null | undefined;
};

/** What a method costs in a zone and a currency. */
export type DeliveryRateInput = {
  readonly basis: Basis;
  readonly currencyCode: string;
  /** Goods of at least so much, as priced, are delivered free; left out: never. */
  readonly freeOver?: string | null | undefined;
  /** By minimum, the first from 0 on; each counts up to the next one. */
  readonly tiers: ReadonlyArray<DeliveryTierInput>;
  /** The most that is delivered so, in the unit of the basis; left out: no limit. */
  readonly upTo?: string | null | undefined;
  /** Code of the zone; left out: everywhere. */
  readonly zone?: string | null | undefined;
};

/** How a warehouse works, for promising days of arrival. */
export type DeliveryScheduleInput = {
  /** `HH:MM` in the time zone: from then on an order counts for the next working day; empty: the day's end. */
  readonly cutoff?: string;
  /** Working days between the day of an order and the day on which it is handed over. */
  readonly handlingDays?: number;
  /** Days on which neither works. */
  readonly holidays?: ReadonlyArray<string>;
  /** Name in the IANA database, such as `Europe/Berlin`. */
  readonly timezone: string;
  /** 1 for Monday to 7 for Sunday; of the warehouse and of the carrier. Left out: Monday to Friday. */
  readonly workingDays?: ReadonlyArray<number>;
};

/** How a delivery stands. */
export type DeliveryState =
  | 'DEAD'
  | 'DONE'
  | 'PENDING';

/** A price from some amount on. */
export type DeliveryTierInput = {
  /** Grams, cubic centimetres, pieces, or the price of the goods, as the basis of the rate says. */
  readonly minimum: string;
  /** In the currency of the rate, gross or net as the channel's prices are. */
  readonly price: string;
};

/** A delivery zone to be made. */
export type DeliveryZoneCreateInput = {
  /** Where it is; empty for everywhere. */
  readonly areas?: ReadonlyArray<AreaInput>;
  /** Unique, for other programs. */
  readonly code: string;
  /** For staff. */
  readonly name: string;
  /** Decides between zones that are equally specific; the larger wins. */
  readonly priority?: number;
};

/** Names a delivery zone to be deleted. */
export type DeliveryZoneDeleteInput = {
  /** Refuse it if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
};

/** What is to be changed of a delivery zone; what is left out stays. */
export type DeliveryZoneUpdateInput = {
  readonly areas?: ReadonlyArray<AreaInput> | null | undefined;
  readonly code?: string | null | undefined;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly priority?: number | null | undefined;
};

/** A file that whoever buys a variant may download. */
export type DigitalFileInput = {
  /** or an address that begins with https://, http:// or /. Buyers learn it when they download. */
  readonly address?: string;
  /** From the order on; left out it never ends. */
  readonly daysValid?: number | null | undefined;
  /** Of a private upload: buyers get an address that is signed and holds for a while. Either this, */
  readonly fileId?: string | null | undefined;
  /** For each piece; left out there is no limit. */
  readonly maxDownloads?: number | null | undefined;
  readonly name: string;
  readonly translations?: ReadonlyArray<NameInput>;
};

/** Input of `digitalFilesSet`. */
export type DigitalFilesSetInput = {
  /** The variant's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  readonly files: ReadonlyArray<DigitalFileInput>;
  readonly variantId: string;
};

/** Input of `downloadLinkCreate`. */
export type DownloadLinkCreateInput = {
  readonly downloadId: string;
};

/** Input of `downloadRenew`. */
export type DownloadRenewInput = {
  /** From now on; left out, the end stays. */
  readonly daysValid?: number | null | undefined;
  readonly downloadId: string;
  /** On top of those that there were. */
  readonly moreDownloads?: number;
};

/** Input of `downloadRevoke`. */
export type DownloadRevokeInput = {
  readonly downloadId: string;
};

/** Which dead deliveries to make again. */
export type EventDeliveriesRetryInput = {
  /** Ids of deliveries; those that are not dead are left alone. */
  readonly ids: ReadonlyArray<string>;
};

export type ExportFileFormat =
  | 'CSV'
  | 'JSONL'
  | 'SHOPIFY';

/** Which files are listed; all that is given has to hold. */
export type FileFilter = {
  /** Pictures, videos, 3D models and so on. */
  readonly kinds?: ReadonlyArray<FileKind> | null | undefined;
  /** Whether a product shows them without a text that says what they show, or none does. */
  readonly missingAlt?: boolean | null | undefined;
  /** Whether only signed addresses show them. */
  readonly private?: boolean | null | undefined;
  /** Shown by this product, also as the poster of a video. */
  readonly productId?: string | null | undefined;
  /** A part of the name, whatever its case. */
  readonly search?: string | null | undefined;
  /** Whether nothing uses them, or something does. */
  readonly unused?: boolean | null | undefined;
};

export type FileKind =
  | 'ARCHIVE'
  | 'AUDIO'
  | 'DATA'
  | 'DOCUMENT'
  | 'IMAGE'
  | 'MODEL_3D'
  | 'VIDEO';

export type FileSort =
  | 'LARGEST'
  | 'NAME'
  | 'NEWEST';

/** Input of `fileUploadComplete`. */
export type FileUploadCompleteInput = {
  readonly id: string;
};

/** A file that is about to be uploaded. */
export type FileUploadCreateInput = {
  /** How many it has; more are refused. */
  readonly bytes: number;
  /** Media type, which has to fit the name; may be left out. */
  readonly contentType?: string;
  /** Its name, with an ending that says its type. */
  readonly name: string;
  /** Whether only signed addresses show it, as for what is sold as a download. */
  readonly private?: boolean;
};

/** Files to be deleted. */
export type FilesBulkDeleteInput = {
  readonly errorPolicy?: BulkErrorPolicy;
  readonly ids: ReadonlyArray<string>;
};

/** A place in a picture. */
export type FocalPointInput = {
  /** From 0, its left border, to 1, its right one. */
  readonly x: number;
  /** From 0, its upper border, to 1, its lower one. */
  readonly y: number;
};

/** What has left of an order, over all lines that are sent. */
export type FulfilmentState =
  | 'FULFILLED'
  | 'NOT_NEEDED'
  | 'PARTIALLY_FULFILLED'
  | 'PARTIALLY_RETURNED'
  | 'RETURNED'
  | 'UNFULFILLED';

export type ImportFileFormat =
  | 'CSV'
  | 'JSONL'
  | 'SHOPIFY';

export type ImportMatch =
  | 'EXTERNAL_ID'
  | 'SKU'
  | 'SLUG';

/** Takes an invoice back. */
export type InvoiceCancelInput = {
  /** The invoice. */
  readonly id: string;
  /** Printed on the credit note; at most 1,000 characters. */
  readonly note?: string;
};

/** Bills an order. */
export type InvoiceIssueInput = {
  /** Printed on it; at most 1,000 characters. */
  readonly note?: string;
  /** Which order. */
  readonly orderId: string;
  /** Date of supply; null for the date of issue. */
  readonly suppliedOn?: string | null | undefined;
};

/**
 * What became of a price of a bulk change.
 *
 * CONFLICT means that it was changed meanwhile, so that undoing left it alone.
 */
export type ItemState =
  | 'APPLIED'
  | 'CONFLICT'
  | 'UNDONE';

/** A price of a variant in a list. */
export type ListedPriceInput = {
  /** What it cost before, to be shown struck through. */
  readonly compareAt?: string | null | undefined;
  /** Where it is given it has to be the list's. */
  readonly currencyCode?: string | null | undefined;
  /** The variant's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  readonly listId: string;
  /** Pieces in one line of a cart from which on it applies. */
  readonly minQuantity?: number;
  /** In major units of the list's currency; null takes this tier out of the list. */
  readonly price?: string | null | undefined;
  readonly variantId: string;
};

/** A text in a language. */
export type LocalizedTextInput = {
  /** BCP 47 tag. */
  readonly locale: string;
  readonly text: string;
};

/** Which mail to send again. */
export type MailResendInput = {
  readonly id: string;
};

/** Where a mail stands. */
export type MailState =
  | 'FAILED'
  | 'PENDING'
  | 'SENT'
  | 'WRITTEN';

/** A picture. */
export type MediaInput = {
  /** What it shows. */
  readonly alt?: string;
  /** Absolute, or a path of this server. */
  readonly url: string;
};

/** What is shown: a picture, a video, or a model that can be turned around (glTF). */
export type MediaKind =
  | 'IMAGE'
  | 'MODEL_3D'
  | 'VIDEO';

/** An alternative text in a language. */
export type MediaTranslationInput = {
  /** Empty to remove the translation. */
  readonly alt: string;
  /** BCP 47 tag. */
  readonly locale: string;
};

/** Keys to be taken away from a product, variant, category, collection or brand. */
export type MetadataDeleteInput = {
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  readonly keys: ReadonlyArray<string>;
  /** Whether they are among what only staff may read. */
  readonly private?: boolean;
};

/** What is to be noted on a product, variant, category, collection or brand; other keys stay. */
export type MetadataUpdateInput = {
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  /** Whether only staff may read it. */
  readonly private?: boolean;
  readonly values: ReadonlyArray<MetadataValueInput>;
};

/** A value under a key. */
export type MetadataValueInput = {
  /** At most 100 letters, digits, and _ . : or - behind the first of them. */
  readonly key: string;
  /** Any JSON. */
  readonly value: unknown;
};

/** An amount of money. */
export type MoneyInput = {
  /** In major units, such as "19.90"; at most the currency's decimal places. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currencyCode: string;
};

/** A name in a language; an empty one removes it. */
export type NameInput = {
  /** BCP 47 tag. */
  readonly locale: string;
  readonly name: string;
};

/** A span of numbers, both ends included. */
export type NumberRangeInput = {
  readonly max?: string | null | undefined;
  readonly min?: string | null | undefined;
};

/** Something a buyer chooses. */
export type OptionInput = {
  /** Code of the attribute of the product's type that it stands for: values are its choices then. */
  readonly attribute?: string | null | undefined;
  readonly name: string;
  readonly translations?: ReadonlyArray<OptionTranslationInput>;
  /** In order; values that only variants name come behind them. */
  readonly values?: ReadonlyArray<string>;
};

/** Translations of an option that the product has. */
export type OptionLabelsInput = {
  /** The option's name as stored. */
  readonly name: string;
  readonly translations: ReadonlyArray<OptionTranslationInput>;
};

/** The names of an option and of its values in a language. */
export type OptionTranslationInput = {
  /** BCP 47 tag. */
  readonly locale: string;
  /** Of the option; left out it stays as it is. Without name and values the language is taken away. */
  readonly name?: string;
  readonly values?: ReadonlyArray<OptionValueLabelInput>;
};

/** A translated name of an option's value; an empty label takes it away. */
export type OptionValueLabelInput = {
  readonly label: string;
  /** As stored. */
  readonly value: string;
};

/** A value of an option, and what it is called from now on. */
export type OptionValueRenameInput = {
  readonly name: string;
  readonly value: string;
};

/** An option and those of its values that are to be combined. */
export type OptionValuesInput = {
  readonly name: string;
  readonly values: ReadonlyArray<string>;
};

/** Which order to cancel, and why. */
export type OrderCancelInput = {
  readonly id: string;
  /** For staff; at most 1,000 characters. */
  readonly reason?: string;
};

/** Which cases are wanted; everything given has to hold. */
export type OrderCaseFilter = {
  /** Id of the principal who looks at it; empty for those of nobody. */
  readonly assignee?: string | null | undefined;
  /** Slugs. */
  readonly channels?: ReadonlyArray<string> | null | undefined;
  /** Whether the order is held. */
  readonly held?: boolean | null | undefined;
  /** For one of these reasons, such as `checkout.velocity`. */
  readonly rules?: ReadonlyArray<string> | null | undefined;
  /** In one of these; those that are open or in review where nothing is given. */
  readonly states?: ReadonlyArray<OrderCaseState> | null | undefined;
};

/** Whose undecided payment to give back. */
export type OrderCaseGiveBackInput = {
  readonly id: string;
};

/** Which order to release. */
export type OrderCaseReleaseInput = {
  readonly id: string;
  /** For staff; at most 2,000 characters. */
  readonly note?: string;
};

/** How a case was closed. */
export type OrderCaseResolution =
  | 'FALSE_ALARM'
  | 'GONE'
  | 'RESOLVED';

/** Whose undecided payment to ask about. */
export type OrderCaseRetryInput = {
  readonly id: string;
};

/** The order of a list of cases. */
export type OrderCaseSort =
  | 'NEWEST'
  | 'OLDEST'
  | 'SCORE';

/** Where a case stands. */
export type OrderCaseState =
  | 'DISMISSED'
  | 'IN_REVIEW'
  | 'OPEN'
  | 'RESOLVED';

/** What to change of a case; what is not given stays. */
export type OrderCaseUpdateInput = {
  /** Id of a principal; empty for nobody. */
  readonly assignee?: string | null | undefined;
  /** Refused if it has changed since. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  /** Whether somebody looks at it. */
  readonly inReview?: boolean | null | undefined;
  /** For staff; at most 2,000 characters. */
  readonly note?: string;
};

/** Which cases to close. */
export type OrderCasesResolveInput = {
  /** At most 100. */
  readonly ids: ReadonlyArray<string>;
  /** For staff; at most 2,000 characters. */
  readonly note?: string;
  /** RESOLVED, or FALSE_ALARM where there was nothing about them. */
  readonly resolution: OrderCaseResolution;
};

/** What became of a reason. */
export type OrderConcernState =
  | 'ACTIVE'
  | 'FALSE_ALARM'
  | 'GONE'
  | 'RESOLVED';

/** How an order is to be delivered. */
export type OrderDeliveryChangeInput = {
  /** Of an option that is offered for the order as it becomes; null for the one that it has, at what that costs now. */
  readonly code?: string | null | undefined;
  /** Gross or net as `totals.pricesIncludeTax` says, instead of what the option costs. */
  readonly price?: MoneyInput | null | undefined;
  /** Takes the delivery off the order, whatever else is said. */
  readonly remove?: boolean;
};

/** What a document is. */
export type OrderDocumentKind =
  | 'CREDIT_NOTE'
  | 'INVOICE';

/** An edit that was previewed, with the same fields. */
export type OrderEditApplyInput = {
  readonly billingAddress?: AddressInput | null | undefined;
  readonly delivery?: OrderDeliveryChangeInput | null | undefined;
  /** `totalsAfter.total` of the preview: if it is something else by now, the answer is TOTAL_CHANGED. */
  readonly expectedTotal?: MoneyInput | null | undefined;
  /** `version` of the preview: if somebody else has edited the order since, the answer is VERSION_CONFLICT. */
  readonly expectedVersion: number;
  /** Whether what was paid too much is refunded, and reserved money that is not needed any more released. Otherwise it stays with the order as overpaid, until orderRefund. */
  readonly giveBack?: boolean;
  readonly lines?: ReadonlyArray<OrderLineChangeInput> | null | undefined;
  readonly linesAdd?: ReadonlyArray<OrderLineAddInput> | null | undefined;
  readonly orderId: string;
  readonly reason?: string;
  readonly remarks?: OrderRemarksChangeInput | null | undefined;
  readonly shippingAddress?: AddressInput | null | undefined;
};

/** What is to be of an order that is placed; what is not named stays, and costs what it cost. */
export type OrderEditInput = {
  readonly billingAddress?: AddressInput | null | undefined;
  /** Else it stays as it is, unless the order goes elsewhere. */
  readonly delivery?: OrderDeliveryChangeInput | null | undefined;
  /** Lines that change, or go. */
  readonly lines?: ReadonlyArray<OrderLineChangeInput> | null | undefined;
  /** Lines that come to it. */
  readonly linesAdd?: ReadonlyArray<OrderLineAddInput> | null | undefined;
  readonly orderId: string;
  /** For staff, at most 1,000 characters; needed where a price is set by hand. */
  readonly reason?: string;
  readonly remarks?: OrderRemarksChangeInput | null | undefined;
  /** Where it goes elsewhere, lines and delivery are taxed for there. */
  readonly shippingAddress?: AddressInput | null | undefined;
};

/** Which export nobody wants any more. */
export type OrderExportCancelInput = {
  readonly id: string;
};

/** Which orders to export: as `orders` finds them, the oldest first. */
export type OrderExportStartInput = {
  readonly filter?: OrderFilter | null | undefined;
  readonly format?: OrderFileFormat;
  readonly search?: string;
};

/** How far an export is. */
export type OrderExportState =
  | 'CANCELLED'
  | 'DONE'
  | 'FAILED'
  | 'RUNNING'
  | 'WAITING';

/** What a file of orders is written as. */
export type OrderFileFormat =
  | 'CSV'
  | 'JSONL';

/** Which orders are wanted; everything given has to hold, and of a list one of its values, at most 100. */
export type OrderFilter = {
  /** Placed in one of these, by slug. */
  readonly channels?: ReadonlyArray<string> | null | undefined;
  /** Delivered there; where nothing is delivered, billed there. ISO 3166-1 alpha-2. */
  readonly countries?: ReadonlyArray<string> | null | undefined;
  /** In this currency. */
  readonly currency?: string | null | undefined;
  /** Of this account. */
  readonly customerId?: string | null | undefined;
  /** Delivered in one of these ways, such as `method:express`. */
  readonly deliveryCodes?: ReadonlyArray<string> | null | undefined;
  /** Placed with exactly this address, whatever the case. */
  readonly email?: string | null | undefined;
  /** So much has left. */
  readonly fulfilmentStates?: ReadonlyArray<FulfilmentState> | null | undefined;
  /** Whether the buyer wrote a note. */
  readonly hasNote?: boolean | null | undefined;
  /** Paid so far. */
  readonly paymentStates?: ReadonlyArray<OrderPaymentState> | null | undefined;
  /** Placed earlier than this. */
  readonly placedBefore?: string | null | undefined;
  /** Placed at this moment or later. */
  readonly placedFrom?: string | null | undefined;
  /** One of these was bought. */
  readonly skus?: ReadonlyArray<string> | null | undefined;
  /** In one of these states. */
  readonly states?: ReadonlyArray<OrderState> | null | undefined;
  /** The total is at least so much; only orders in its currency. */
  readonly totalFrom?: MoneyInput | null | undefined;
  /** The total is at most so much; only orders in its currency. */
  readonly totalTo?: MoneyInput | null | undefined;
};

/** A thing that comes to an order. */
export type OrderLineAddInput = {
  /** What is chosen of it, where it leaves a choice. */
  readonly choices?: ReadonlyArray<CartLineChoiceInput> | null | undefined;
  /** For one piece, gross or net as `totals.pricesIncludeTax` says; null for what it costs now. */
  readonly price?: MoneyInput | null | undefined;
  /** At least 1. */
  readonly quantity: number;
  /** Of a product variant, or whatever else a plugin sells. */
  readonly sellableId: string;
};

/** Pieces of a line that are not sent any more. */
export type OrderLineCancelInput = {
  readonly lineId: string;
  /** At least 1, at most what has not left. */
  readonly quantity: number;
};

/** What is to be of a line of an order; what is null stays. */
export type OrderLineChangeInput = {
  readonly lineId: string;
  /** For one piece, gross or net as `totals.pricesIncludeTax` says. */
  readonly price?: MoneyInput | null | undefined;
  /** At least what has left already; 0 removes the line. */
  readonly quantity?: number | null | undefined;
};

/** What of an order is cancelled; orderCancel cancels all of it. */
export type OrderLinesCancelInput = {
  /** Whether what the delivery costs is given back too. */
  readonly delivery?: boolean;
  /** If somebody else has edited the order since, the answer is VERSION_CONFLICT; null not to ask. */
  readonly expectedVersion?: number | null | undefined;
  /** As in orderEditApply. */
  readonly giveBack?: boolean;
  readonly lines: ReadonlyArray<OrderLineCancelInput>;
  readonly orderId: string;
  /** For staff, at most 1,000 characters. */
  readonly reason?: string;
};

/** A note on an order. */
export type OrderNoteAddInput = {
  readonly orderId: string;
  /** Whether the buyer sees it on the order's page. */
  readonly shownToBuyer?: boolean;
  /** At most 5,000 characters. */
  readonly text: string;
};

/** Which note to take away. */
export type OrderNoteRemoveInput = {
  readonly id: string;
};

/** What is to be of a note; what is null stays. */
export type OrderNoteUpdateInput = {
  readonly id: string;
  readonly shownToBuyer?: boolean | null | undefined;
  /** At most 5,000 characters. */
  readonly text?: string | null | undefined;
};

/** Money that came for an order without a provider. */
export type OrderPaymentReceiveInput = {
  /** What came; more than is owed is noted too. */
  readonly amount: MoneyInput;
  /** Code of a manual method of the settings, such as bank_transfer. */
  readonly method: string;
  /** For staff; at most 1,000 characters. */
  readonly note?: string;
  readonly orderId: string;
  /** Null for now. */
  readonly receivedAt?: string | null | undefined;
  /** The bank's number of the transfer, or whatever tells this money from other: noted once per order. */
  readonly reference?: string;
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

/** What to give back of an order. */
export type OrderRefundInput = {
  /** For no goods in particular: first of what was overpaid, then of lines and delivery in proportion. */
  readonly amount?: MoneyInput | null | undefined;
  /** Whether all that is left of the delivery goes back. */
  readonly delivery?: boolean;
  /** Gross: only so much of it. */
  readonly deliveryAmount?: MoneyInput | null | undefined;
  /** All that is left, instead of all that. */
  readonly everything?: boolean;
  readonly lines?: ReadonlyArray<RefundLineInput> | null | undefined;
  readonly orderId: string;
  /** Only from this payment. Otherwise first from payments that a provider gives back, of these from the capture that is newest. */
  readonly paymentId?: string | null | undefined;
  /** For staff; at most 1,000 characters. */
  readonly reason?: string;
  /** With everything: whether the goods go back into stock. */
  readonly restock?: boolean;
};

/** What is to be of what the buyer wrote: what is null stays, what is empty is removed. */
export type OrderRemarksChangeInput = {
  /** Those that are to change. */
  readonly attributes?: ReadonlyArray<CustomAttributeInput> | null | undefined;
  /** At most 500 characters. */
  readonly giftMessage?: string | null | undefined;
  readonly giftWrap?: boolean | null | undefined;
  /** At most 2,000 characters. */
  readonly note?: string | null | undefined;
};

/** Input of `orderReturnApprove`. */
export type OrderReturnApproveInput = {
  readonly id: string;
  /** To the buyer; null leaves the one that is there. */
  readonly note?: string | null | undefined;
};

/** Input of `orderReturnClose`. */
export type OrderReturnCloseInput = {
  readonly id: string;
  /** To the buyer; null leaves the one that is there. */
  readonly note?: string | null | undefined;
};

/** Pieces that are expected back, at most 500 lines. */
export type OrderReturnCreateInput = {
  readonly lines: ReadonlyArray<ReturnLineInput>;
  /** To the buyer; at most 1,000 characters. */
  readonly note?: string;
  readonly orderId: string;
  /** At most 1,000 characters. */
  readonly reason?: string;
};

/** What came back of a return. */
export type OrderReturnReceiveInput = {
  readonly id: string;
  /** What is not named did not come back. */
  readonly lines: ReadonlyArray<ReturnArrivalInput>;
  /** Where; null for where each piece left from. */
  readonly warehouseId?: string | null | undefined;
};

/** Input of `orderReturnRefuse`. */
export type OrderReturnRefuseInput = {
  readonly id: string;
  /** To the buyer; null leaves the one that is there. */
  readonly note?: string | null | undefined;
};

/** How far a return is. */
export type OrderReturnState =
  | 'APPROVED'
  | 'CLOSED'
  | 'RECEIVED'
  | 'REFUSED'
  | 'REQUESTED';

/** The order of a list of orders. */
export type OrderSort =
  | 'NEWEST'
  | 'NUMBER_HIGHEST'
  | 'NUMBER_LOWEST'
  | 'OLDEST'
  | 'TOTAL_HIGHEST'
  | 'TOTAL_LOWEST';

/** Where an order stands. */
export type OrderState =
  | 'CANCELLED'
  | 'PLACED';

/** Which orders are listed. */
export type OrderToShipFilter = {
  /** Those of this channel; its slug. */
  readonly channel?: string | null | undefined;
  /** Those of which nothing is missing, or those of which something is. */
  readonly complete?: boolean | null | undefined;
  /** Those that go there. */
  readonly country?: string | null | undefined;
  /** Those that are due on this day or before. */
  readonly dueUntil?: string | null | undefined;
  /** Those whose number begins so. */
  readonly number?: string | null | undefined;
  /** Those of which something lies there, or nobody counts. */
  readonly warehouseId?: string | null | undefined;
};

/** Which payment to capture, and how much of it. */
export type PaymentCaptureInput = {
  /** Null for all that is reserved. */
  readonly amount?: MoneyInput | null | undefined;
  readonly id: string;
};

/** What is done with a payment that was authorized. */
export type PaymentOperationKind =
  | 'CAPTURE'
  | 'DISPUTE'
  | 'REFUND'
  | 'VOID';

/** What is known of an operation. */
export type PaymentOperationState =
  | 'FAILED'
  | 'PENDING'
  | 'SUCCEEDED'
  | 'UNCERTAIN';

/** Where a payment stands with its provider. */
export type PaymentState =
  | 'ACTION_REQUIRED'
  | 'AUTHORIZED'
  | 'CAPTURED'
  | 'DECLINED'
  | 'PENDING'
  | 'UNKNOWN'
  | 'VOIDED';

/** Which payment's reserved money to give back. */
export type PaymentVoidInput = {
  readonly id: string;
  /** For staff; at most 1,000 characters. */
  readonly reason?: string;
};

/** Input of `priceChangeApply`. */
export type PriceChangeApplyInput = {
  readonly change: PriceChangeInput;
  /** Of the preview that was agreed to. */
  readonly digest?: string | null | undefined;
};

/** Which prices of the list are meant; everything given has to hold. */
export type PriceChangeFilter = {
  /** Of products in this category or in one below it. */
  readonly categoryId?: string | null | undefined;
  readonly collectionId?: string | null | undefined;
  readonly productIds?: ReadonlyArray<string> | null | undefined;
  /** Of products with exactly this tag. */
  readonly tag?: string | null | undefined;
  readonly variantIds?: ReadonlyArray<string> | null | undefined;
};

/** A bulk change of the prices in a list. */
export type PriceChangeInput = {
  /** What becomes of the price to compare with. */
  readonly compareAt?: CompareAtChange;
  readonly filter?: PriceChangeFilter | null | undefined;
  /** The list whose prices it begins with, to fill one list out of another; left out the same one. */
  readonly fromListId?: string | null | undefined;
  readonly listId: string;
  readonly operation: PriceOperation;
  readonly rounding?: PriceRoundingInput | null | undefined;
  /** A percentage for PERCENT and COST_PLUS, an amount in major units for AMOUNT and SET, none for KEEP. */
  readonly value?: string | null | undefined;
};

/** Input of `priceChangeUndo`. */
export type PriceChangeUndoInput = {
  readonly id: string;
};

/** A price in a channel. */
export type PriceInput = {
  /** Its slug. */
  readonly channel: string;
  /** What it cost before, to be shown struck through. */
  readonly compareAt?: string | null | undefined;
  /** In major units of the channel's currency; null takes the variant out of sale there. */
  readonly price?: string | null | undefined;
};

/** A price list to be made. */
export type PriceListCreateInput = {
  readonly active?: boolean;
  /** Its slug; the list is in its currency. */
  readonly channel: string;
  /** Made out of the name if left out. */
  readonly code?: string | null | undefined;
  /** Slugs; empty for everybody. */
  readonly customerGroups?: ReadonlyArray<string>;
  /** The first moment at which it no longer counts. */
  readonly endsAt?: string | null | undefined;
  readonly name: string;
  readonly priority?: number;
  readonly startsAt?: string | null | undefined;
  /** What buyers read beside its prices. */
  readonly title?: string;
  readonly translations?: ReadonlyArray<PriceListTitleInput>;
};

/** Input of `priceListDelete`. */
export type PriceListDeleteInput = {
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
};

/** What buyers read of a price list in a language; an empty title removes it. */
export type PriceListTitleInput = {
  readonly locale: string;
  readonly title: string;
};

/** What is to be changed of a price list; what is left out stays. */
export type PriceListUpdateInput = {
  readonly active?: boolean | null | undefined;
  readonly code?: string | null | undefined;
  readonly customerGroups?: ReadonlyArray<string> | null | undefined;
  /** Null for a list that never ends. */
  readonly endsAt?: string | null | undefined;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly priority?: number | null | undefined;
  /** Null for a list that has always begun. */
  readonly startsAt?: string | null | undefined;
  readonly title?: string | null | undefined;
  /** Languages that are left out stay. */
  readonly translations?: ReadonlyArray<PriceListTitleInput> | null | undefined;
};

/**
 * What is done to a price before it is rounded.
 *
 * PERCENT adds a percentage (-20 takes a fifth off), AMOUNT adds an amount, SET puts an amount in its place, COST_PLUS makes it of the variant's cost and a percentage on it, KEEP leaves it (to be rounded only, or copied).
 */
export type PriceOperation =
  | 'AMOUNT'
  | 'COST_PLUS'
  | 'KEEP'
  | 'PERCENT'
  | 'SET';

/** What prices are to end with: 0.99 in steps of 1 makes 12.30 into 11.99 or 12.99. */
export type PriceRoundingInput = {
  readonly direction?: RoundingDirection;
  /** In major units of the list's currency, less than the step. */
  readonly ending: string;
  /** How far prices of this ending are apart. */
  readonly step?: string;
};

/**
 * What somebody should know of a price before it is changed.
 *
 * BELOW_COST: it would not pay what the variant costs. FREE: it would become zero. ROUNDING: rounding moves it by more than a tenth. NEGATIVE and NO_COST: it cannot be computed and is left out. TOO_LARGE: as these.
 */
export type PriceWarning =
  | 'BELOW_COST'
  | 'FREE'
  | 'NEGATIVE'
  | 'NO_COST'
  | 'ROUNDING'
  | 'TOO_LARGE';

/** Prices of variants in lists; what is not named stays. */
export type PricesBulkSetInput = {
  readonly errorPolicy?: BulkErrorPolicy;
  readonly rows: ReadonlyArray<ListedPriceInput>;
};

/** Input of `pricesSet`. */
export type PricesSetInput = {
  readonly prices: ReadonlyArray<ListedPriceInput>;
};

/** How complete products are; everything given has to hold. */
export type ProductCompletenessFilter = {
  /** Slug; left out that of the request. */
  readonly channel?: string | null | undefined;
  /** One of the channel's languages; left out its first one. */
  readonly locale?: string | null | undefined;
  /** 0 to 100. */
  readonly maxScore?: number;
  /** 0 to 100. */
  readonly minScore?: number;
  /** What they lack, all of it. */
  readonly missing?: ReadonlyArray<CompletenessCheck> | null | undefined;
  /** Sorts by the score, in the place of the list's `sort`. */
  readonly order?: CompletenessOrder | null | undefined;
};

/** A product to be made. */
export type ProductCreateInput = {
  readonly attributes?: ReadonlyArray<AttributeValueInput>;
  readonly brandId?: string | null | undefined;
  /** Instead of an id: the brand of this name, whatever its capitals; made if there is none. */
  readonly brandName?: string | null | undefined;
  readonly categoryId?: string | null | undefined;
  /** HTML; what is unsafe in it is dropped. */
  readonly description?: string;
  readonly externalId?: string | null | undefined;
  readonly media?: ReadonlyArray<MediaInput>;
  readonly options?: ReadonlyArray<OptionInput>;
  readonly productTypeId?: string | null | undefined;
  /** As the brand's. */
  readonly productTypeName?: string | null | undefined;
  readonly seoDescription?: string;
  readonly seoTitle?: string;
  /** Made out of the title if left out. */
  readonly slug?: string | null | undefined;
  readonly tags?: ReadonlyArray<string>;
  readonly title: string;
  readonly translations?: ReadonlyArray<ProductTranslationInput>;
  readonly variants?: ReadonlyArray<ProductVariantInput>;
};

/** Names a product. */
export type ProductDeleteInput = {
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
};

/** Input of `productExportCancel`. */
export type ProductExportCancelInput = {
  readonly id: string;
};

/** Which products are exported; those that meet all that is given. */
export type ProductExportFilter = {
  /** Slug of a category in which, or below which, they are. */
  readonly category?: string | null | undefined;
  /** When they changed at the earliest. */
  readonly changedSince?: string | null | undefined;
  /** Slug of a collection in which they are. */
  readonly collection?: string | null | undefined;
  readonly productIds?: ReadonlyArray<string> | null | undefined;
  /** Slug of a channel in which they are published. */
  readonly publishedIn?: string | null | undefined;
};

/** What is to be exported, and how. */
export type ProductExportStartInput = {
  /** Slug of the channel whose prices and publications a file of Shopify has; that of the request if left out. */
  readonly channel?: string | null | undefined;
  /** All products if left out. */
  readonly filter?: ProductExportFilter | null | undefined;
  readonly format?: ExportFileFormat;
};

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

/** Input of `productImportCancel`. */
export type ProductImportCancelInput = {
  readonly id: string;
};

/** Input of `productImportResume`. */
export type ProductImportResumeInput = {
  readonly id: string;
};

/** A file that is to be imported, and how. */
export type ProductImportStartInput = {
  /** All products or, if one of them is refused, none. */
  readonly atomic?: boolean;
  /** Slug of the channel that the prices of a file of Shopify are for; that of the request if left out. */
  readonly channel?: string | null | undefined;
  /** Say what would happen, and change nothing. */
  readonly dryRun?: boolean;
  /** Of an uploaded CSV or JSON Lines file, also gzip-compressed. */
  readonly fileId: string;
  /** Found out if left out. */
  readonly format?: ImportFileFormat | null | undefined;
  /** Text of a mapping file (TOML), for columns of others. */
  readonly mapping?: string | null | undefined;
  /** What products are found again by; SLUG if left out. */
  readonly match?: ImportMatch;
  /** True to publish every product in the channel, false to publish none; left out, what the file says. */
  readonly publish?: boolean | null | undefined;
};

/** What is to be shown with a product. */
export type ProductMediaAddInput = {
  /** The product's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  readonly media: ReadonlyArray<AttachedMediaInput>;
  /** Before which picture, from 0; behind all if left out. */
  readonly position?: number | null | undefined;
  readonly productId: string;
};

/** Input of `productMediaRemove`. */
export type ProductMediaRemoveInput = {
  /** The product's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
};

/** Input of `productMediaReorder`. */
export type ProductMediaReorderInput = {
  /** The product's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  readonly mediaIds: ReadonlyArray<string>;
  readonly productId: string;
};

/** What is to be changed of a picture; what is left out stays. */
export type ProductMediaUpdateInput = {
  readonly alt?: string | null | undefined;
  /** The product's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  /** What has to stay in it where it is cut; null for its middle. */
  readonly focalPoint?: FocalPointInput | null | undefined;
  readonly id: string;
  /** Null for none. */
  readonly posterFileId?: string | null | undefined;
  /** Languages that are left out stay. */
  readonly translations?: ReadonlyArray<MediaTranslationInput> | null | undefined;
};

/** An option that a product is to have behind those it has. */
export type ProductOptionAddInput = {
  /** The product's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  readonly option: OptionInput;
  readonly productId: string;
  /** What all variants get that there are; code or name of a choice where the option stands for an attribute. */
  readonly value: string;
};

/** An option that is to stand for an attribute. */
export type ProductOptionLinkInput = {
  /** Code of an attribute that is an option of the product's type; null lets it stand for itself. */
  readonly attribute?: string | null | undefined;
  /** The product's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  /** Whether values that are no choices of the attribute become some. */
  readonly makeChoices?: boolean;
  /** Its name as stored. */
  readonly option: string;
  readonly productId: string;
};

/** An option that a product is to lose. */
export type ProductOptionRemoveInput = {
  /** The product's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  /** Its name as stored. */
  readonly option: string;
  readonly productId: string;
};

/** What is to be changed of an option that a product has; what is left out stays. */
export type ProductOptionUpdateInput = {
  /** The product's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  /** What it is called from now on. */
  readonly name?: string | null | undefined;
  /** Its name as stored. */
  readonly option: string;
  /** Values as they are called afterwards; those left out come behind. */
  readonly order?: ReadonlyArray<string>;
  readonly productId: string;
  /** Values that no variant has. */
  readonly remove?: ReadonlyArray<string>;
  /** Values that are called otherwise from now on; variants keep them. Those of an option that stands for an attribute are its choices, and renamed by `attributeChoiceUpdate`. */
  readonly rename?: ReadonlyArray<OptionValueRenameInput>;
  /** A value's empty label is taken away; a language without name and values altogether. */
  readonly translations?: ReadonlyArray<OptionTranslationInput>;
};

/** The options of a product in their new order. */
export type ProductOptionsReorderInput = {
  /** The product's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  /** Their names as stored; those left out come behind. */
  readonly options: ReadonlyArray<string>;
  readonly productId: string;
};

/** Names a product, channels, and from when until when it is published there. */
export type ProductPublishInput = {
  /** Their slugs. */
  readonly channels: ReadonlyArray<string>;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  /** From when on; left out, or in the past, for now. Where it is published already its beginning stays. */
  readonly publishAt?: string | null | undefined;
  /** Until when; null for no end. Left out the end that is set stays. */
  readonly unpublishAt?: string | null | undefined;
};

/** Input of `productRelationsAdd`. */
export type ProductRelationsAddInput = {
  /** Code of the kind of relation. */
  readonly kind: string;
  readonly productId: string;
  readonly relatedIds: ReadonlyArray<string>;
};

/** Input of `productRelationsRemove`. */
export type ProductRelationsRemoveInput = {
  /** Code of the kind of relation. */
  readonly kind: string;
  readonly productId: string;
  readonly relatedIds: ReadonlyArray<string>;
};

/** Input of `productRelationsSet`. */
export type ProductRelationsSetInput = {
  /** The product's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  /** Code of the kind of relation. */
  readonly kind: string;
  readonly productId: string;
  readonly relatedIds: ReadonlyArray<string>;
};

/** Who is to review a product. */
export type ProductReviewerAssignInput = {
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  /** Name of the principal; null for nobody in particular. */
  readonly reviewer?: string | null | undefined;
};

/** The order of a list of products. */
export type ProductSort =
  | 'BEST_SELLING'
  | 'NEWEST'
  | 'PRICE_ASC'
  | 'PRICE_DESC'
  | 'RELEVANCE'
  | 'TITLE';

/**
 * Where a product is in its life.
 *
 * Only LIVE and PHASE_OUT products are published in channels. What is in PHASE_OUT is still sold, but no longer in the shop's lists and its search; ARCHIVED products are in no channel and are kept for the orders that name them.
 */
export type ProductStatus =
  | 'APPROVED'
  | 'ARCHIVED'
  | 'DRAFT'
  | 'IDEA'
  | 'IN_REVIEW'
  | 'LIVE'
  | 'PHASE_OUT';

/** A step that a product is to take. */
export type ProductTransitionInput = {
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  /** Why; some steps need one. Kept in the product's history. */
  readonly reason?: string;
  /** Who is to review it, by the name of the principal; for IN_REVIEW only. */
  readonly reviewer?: string | null | undefined;
  /** The status that it is to come to. */
  readonly to: ProductStatus;
};

/** A product's texts in a language; what is left out stays untranslated. */
export type ProductTranslationInput = {
  /** HTML. */
  readonly description?: string;
  /** BCP 47 tag. */
  readonly locale: string;
  readonly seoDescription?: string;
  readonly seoTitle?: string;
  readonly title?: string;
};

/** A product type to be made. */
export type ProductTypeCreateInput = {
  /** In the order in which products show them. */
  readonly attributes?: ReadonlyArray<TypeAttributeInput>;
  readonly name: string;
  /** Made out of the name if left out. */
  readonly slug?: string | null | undefined;
  readonly translations?: ReadonlyArray<NameInput>;
};

/** Names a product type. */
export type ProductTypeDeleteInput = {
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
};

/** What is to be changed of a product type; what is left out stays. */
export type ProductTypeUpdateInput = {
  /** All attributes in order; values of those left out stay, unseen by buyers. */
  readonly attributes?: ReadonlyArray<TypeAttributeInput> | null | undefined;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly slug?: string | null | undefined;
  /** Languages that are left out stay. */
  readonly translations?: ReadonlyArray<NameInput> | null | undefined;
};

/** Names a product and channels. */
export type ProductUnpublishInput = {
  /** Their slugs. */
  readonly channels: ReadonlyArray<string>;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  /** When to take it out; left out, or in the past, for now. */
  readonly unpublishAt?: string | null | undefined;
};

/** What is to be changed of a product; what is left out stays. */
export type ProductUpdateInput = {
  /** Attributes that are left out stay. */
  readonly attributes?: ReadonlyArray<AttributeValueInput> | null | undefined;
  /** Null for no brand. */
  readonly brandId?: string | null | undefined;
  /** Instead of an id: the brand of this name, whatever its capitals; made if there is none. */
  readonly brandName?: string | null | undefined;
  /** Null files it under none. */
  readonly categoryId?: string | null | undefined;
  readonly description?: string | null | undefined;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  /** What another system calls it; unique. Null for nothing. */
  readonly externalId?: string | null | undefined;
  readonly id: string;
  /** All pictures in order; those left out are removed. */
  readonly media?: ReadonlyArray<MediaInput> | null | undefined;
  /** Translated names of the options; languages that are left out stay. */
  readonly optionLabels?: ReadonlyArray<OptionLabelsInput> | null | undefined;
  /** Null for no type. */
  readonly productTypeId?: string | null | undefined;
  /** As the brand's. */
  readonly productTypeName?: string | null | undefined;
  readonly seoDescription?: string | null | undefined;
  readonly seoTitle?: string | null | undefined;
  readonly slug?: string | null | undefined;
  readonly tags?: ReadonlyArray<string> | null | undefined;
  readonly title?: string | null | undefined;
  /** Languages that are left out stay; one without any text is removed. */
  readonly translations?: ReadonlyArray<ProductTranslationInput> | null | undefined;
  /** What becomes of values that a new type has no attribute for. */
  readonly unfitting?: UnfittingAttributes;
};

/** Names a variant. */
export type ProductVariantDeleteInput = {
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
};

/** A variant to be made. */
export type ProductVariantInput = {
  readonly attributes?: ReadonlyArray<AttributeValueInput>;
  readonly barcode?: string;
  readonly externalId?: string | null | undefined;
  /** Millimetres; zero where unknown. */
  readonly heightMm?: number;
  /** Millimetres, of the parcel of one piece; zero where unknown. */
  readonly lengthMm?: number;
  /** The most pieces that one buyer may order of it; null for no limit. */
  readonly maxPerCustomer?: number | null | undefined;
  /** Only orders of so many days count for that; null for all. */
  readonly maxPerCustomerDays?: number | null | undefined;
  /** The address of one of the product's pictures. */
  readonly mediaUrl?: string | null | undefined;
  /** One value for each option of the product, in their order; values that are new are added. */
  readonly options?: ReadonlyArray<string>;
  readonly prices?: ReadonlyArray<PriceInput>;
  readonly requiresShipping?: boolean;
  readonly sku?: string;
  /** Which tax rate applies; that of the settings if left out. */
  readonly taxClass?: string | null | undefined;
  /** Whether stock is counted. */
  readonly trackStock?: boolean;
  /** Zero where unknown. */
  readonly weightGrams?: number;
  /** Millimetres; zero where unknown. */
  readonly widthMm?: number;
};

/** What is to be changed of a variant; what is left out stays. */
export type ProductVariantUpdateInput = {
  /** Attributes that are left out stay. */
  readonly attributes?: ReadonlyArray<AttributeValueInput> | null | undefined;
  readonly barcode?: string | null | undefined;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  /** What another system calls it; unique. Null for nothing. */
  readonly externalId?: string | null | undefined;
  readonly heightMm?: number | null | undefined;
  readonly id: string;
  readonly lengthMm?: number | null | undefined;
  /** The most pieces that one buyer may order of it; null for no limit. */
  readonly maxPerCustomer?: number | null | undefined;
  /** Only orders of so many days count for that; null for all. */
  readonly maxPerCustomerDays?: number | null | undefined;
  /** The address of one of the product's pictures; null for none of its own. */
  readonly mediaUrl?: string | null | undefined;
  readonly options?: ReadonlyArray<string> | null | undefined;
  /** Channels that are left out stay. */
  readonly prices?: ReadonlyArray<PriceInput> | null | undefined;
  readonly requiresShipping?: boolean | null | undefined;
  readonly sku?: string | null | undefined;
  readonly taxClass?: string | null | undefined;
  readonly trackStock?: boolean | null | undefined;
  readonly weightGrams?: number | null | undefined;
  readonly widthMm?: number | null | undefined;
};

/** Variants to be added to a product. */
export type ProductVariantsCreateInput = {
  readonly productId: string;
  readonly variants: ReadonlyArray<ProductVariantInput>;
};

/** Which variants a product is to have. */
export type ProductVariantsGenerateInput = {
  /** Tell what would be made, and make nothing. */
  readonly dryRun?: boolean;
  /** Combinations to be left out; one that names some of the options leaves out every combination with these values. */
  readonly exclude?: ReadonlyArray<ReadonlyArray<CombinationExclusionInput>>;
  readonly heightMm?: number;
  readonly lengthMm?: number;
  readonly maxPerCustomer?: number | null | undefined;
  readonly maxPerCustomerDays?: number | null | undefined;
  /** Of an option that is left out all values are combined; a product without variants gets those it lacks. */
  readonly options?: ReadonlyArray<OptionValuesInput>;
  /** Of each variant. */
  readonly prices?: ReadonlyArray<PriceInput>;
  readonly productId: string;
  readonly requiresShipping?: boolean;
  /** Such as "{product}-{colour}-{size}": the product's slug, a value of each option, "{n}" for the place among the variants; names in capitals give capitals. */
  readonly skuPattern?: string;
  /** Left out it is the setting `default_tax_class`, as for other variants. */
  readonly taxClass?: string | null | undefined;
  readonly trackStock?: boolean;
  readonly weightGrams?: number;
  readonly widthMm?: number;
};

/** The variants of a product in their new order. */
export type ProductVariantsReorderInput = {
  /** The product's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  readonly productId: string;
  /** Those left out come behind, as they were. */
  readonly variantIds: ReadonlyArray<string>;
};

/** Products to be made. */
export type ProductsBulkCreateInput = {
  readonly errorPolicy?: BulkErrorPolicy;
  readonly rows: ReadonlyArray<ProductCreateInput>;
};

/** Products to be deleted. */
export type ProductsBulkDeleteInput = {
  readonly errorPolicy?: BulkErrorPolicy;
  readonly ids: ReadonlyArray<string>;
};

/** Products, and the category that they are to be filed under. */
export type ProductsBulkFileInput = {
  /** Null for none. */
  readonly categoryId?: string | null | undefined;
  readonly errorPolicy?: BulkErrorPolicy;
  readonly ids: ReadonlyArray<string>;
};

/** Products, channels, and from when until when they are published there. */
export type ProductsBulkPublishInput = {
  /** Their slugs. */
  readonly channels: ReadonlyArray<string>;
  readonly errorPolicy?: BulkErrorPolicy;
  readonly ids: ReadonlyArray<string>;
  /** From when on; left out, or in the past, for now. Where it is published already its beginning stays. */
  readonly publishAt?: string | null | undefined;
  /** Until when; null for no end. Left out the end that is set stays. */
  readonly unpublishAt?: string | null | undefined;
};

/** Products, and tags that they are to get or to lose. */
export type ProductsBulkTagInput = {
  /** Put behind those that a product has; those that it has already stay where they are. */
  readonly add?: ReadonlyArray<string>;
  readonly errorPolicy?: BulkErrorPolicy;
  readonly ids: ReadonlyArray<string>;
  /** Taken away; those that a product has not do no harm. */
  readonly remove?: ReadonlyArray<string>;
};

/** Products, and the status that they are to come to. */
export type ProductsBulkTransitionInput = {
  readonly errorPolicy?: BulkErrorPolicy;
  readonly ids: ReadonlyArray<string>;
  /** Why; some steps need one. */
  readonly reason?: string;
  /** Who is to review them, by the name of the principal; for IN_REVIEW only. */
  readonly reviewer?: string | null | undefined;
  readonly to: ProductStatus;
};

/** Products and the channels that they are to leave. */
export type ProductsBulkUnpublishInput = {
  /** Their slugs. */
  readonly channels: ReadonlyArray<string>;
  readonly errorPolicy?: BulkErrorPolicy;
  readonly ids: ReadonlyArray<string>;
  /** When; left out, or in the past, for now. */
  readonly unpublishAt?: string | null | undefined;
};

/** Changes of products, made in this order. */
export type ProductsBulkUpdateInput = {
  readonly errorPolicy?: BulkErrorPolicy;
  readonly rows: ReadonlyArray<ProductUpdateInput>;
};

/** What a reference points to. */
export type ReferenceTarget =
  | 'BRAND'
  | 'CATEGORY'
  | 'COLLECTION'
  | 'PRODUCT'
  | 'VARIANT';

/** What a part of a refund is given back for. */
export type RefundKind =
  | 'DELIVERY'
  | 'LINE'
  | 'SURPLUS';

/** What to give back of a line. */
export type RefundLineInput = {
  /** Gross; null for the pieces' share of what is left of the line. */
  readonly amount?: MoneyInput | null | undefined;
  readonly lineId: string;
  /** Pieces; 0 to give back money alone. */
  readonly quantity: number;
  /** Whether the pieces go back into stock. */
  readonly restock?: boolean;
};

/** Which refund to try again. */
export type RefundRetryInput = {
  readonly id: string;
};

/** Where a refund stands. */
export type RefundState =
  | 'FAILED'
  | 'PARTIAL'
  | 'PENDING'
  | 'SUCCEEDED';

/** A kind of relation to be made. */
export type RelationKindCreateInput = {
  /** Lower case letters, digits and underscores. */
  readonly code: string;
  readonly name: string;
  /** Whether what belongs to a product has the product belong to it. */
  readonly symmetric?: boolean;
  readonly translations?: ReadonlyArray<NameInput>;
};

/** Input of `relationKindDelete`. */
export type RelationKindDeleteInput = {
  /** Its code. */
  readonly kind: string;
};

/** What is to be changed of a kind; what is left out stays. */
export type RelationKindUpdateInput = {
  /** Its code. */
  readonly kind: string;
  readonly name?: string | null | undefined;
  /** Kinds come in the order of it; those that the merchant made have 100, the shop's own less. */
  readonly position?: number | null | undefined;
  /** Languages that are not named stay; an empty name takes one away. */
  readonly translations?: ReadonlyArray<NameInput>;
};

/** What came back of a line of a return, together no more than was to come back. */
export type ReturnArrivalInput = {
  /** Pieces that are kept, and cannot be sold. */
  readonly damaged?: number;
  /** Pieces that are thrown away. */
  readonly discarded?: number;
  /** Of the return. */
  readonly lineId: string;
  /** Pieces that can be sold again. */
  readonly restocked?: number;
};

/** So many pieces of a parcel. */
export type ReturnLineInput = {
  readonly quantity: number;
  readonly shipmentLineId: string;
};

/** To which price of the wanted ending a price is rounded; NEAREST takes the higher of two equally near ones. */
export type RoundingDirection =
  | 'DOWN'
  | 'NEAREST'
  | 'UP';

/** A part of the world that a warehouse sends to. */
export type ServiceAreaInput = {
  /** What a parcel there costs, in minor units of one currency for all; for the strategy CHEAPEST. */
  readonly cost?: number | null | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Beginning of the postcodes; empty for all. */
  readonly postcode?: string;
  /** Lower ones first. */
  readonly priority?: number;
  /** Empty for the whole country. */
  readonly region?: string;
};

/** Parcels that leave, at most 200; each by itself, so that one that is refused keeps no other back. */
export type ShipmentBulkShipInput = {
  readonly rows: ReadonlyArray<ShipmentShipInput>;
};

/** Input of `shipmentCancel`. */
export type ShipmentCancelInput = {
  readonly id: string;
};

/** A parcel to be made up. */
export type ShipmentCreateInput = {
  /** None for all of the order that lies in the warehouse, and all of it that nobody counts. */
  readonly lines?: ReadonlyArray<ShipmentLineInput>;
  readonly orderId: string;
  /** Whether it leaves at once. */
  readonly ship?: boolean;
  readonly trackings?: ReadonlyArray<ShipmentTrackingInput>;
  readonly warehouseId: string;
};

/** Input of `shipmentDeliver`. */
export type ShipmentDeliverInput = {
  readonly id: string;
};

/** Pieces that are to be packed. */
export type ShipmentLineInput = {
  /** Where they are, as `Order.allocations` says. */
  readonly allocationId: string;
  /** How many of its pieces; null for all. */
  readonly quantity?: number | null | undefined;
};

/** Input of `shipmentLose`. */
export type ShipmentLoseInput = {
  readonly id: string;
};

/** A parcel that leaves. */
export type ShipmentShipInput = {
  readonly id: string;
  /** Replace the numbers of the parcel; null leaves them. */
  readonly trackings?: ReadonlyArray<ShipmentTrackingInput> | null | undefined;
};

/** How far a parcel is. */
export type ShipmentState =
  | 'CANCELLED'
  | 'DELIVERED'
  | 'LOST'
  | 'PACKED'
  | 'RETURNED'
  | 'SHIPPED';

/** A number under which a carrier knows the parcel. */
export type ShipmentTrackingInput = {
  /** Code of a carrier of the settings; empty for another one. */
  readonly carrier?: string;
  /** 1 to 100 characters. */
  readonly number: string;
  /** Where it can be followed, if not where the carrier says; begins with https://. */
  readonly url?: string;
};

/** The numbers under which a parcel is known, all of them. */
export type ShipmentTrackingSetInput = {
  readonly id: string;
  readonly trackings: ReadonlyArray<ShipmentTrackingInput>;
};

/** What arrived of a thing. */
export type StockArrivalInput = {
  /** Pieces that cannot. */
  readonly damaged?: number;
  /** Pieces that can be sold. */
  readonly received: number;
  readonly sellableId: string;
};

/** Changes of stock, at most 1,000, made in this order. */
export type StockBulkUpdateInput = {
  readonly errorPolicy?: StockErrorPolicy;
  readonly rows: ReadonlyArray<StockChangeInput>;
};

/** A change of a thing in a warehouse. */
export type StockChangeInput = {
  /** Whether orders may lose pieces that are not there; they wait for others then. */
  readonly displace?: boolean;
  /** Refuse the change if the level has another version by now. */
  readonly expectedVersion?: number | null | undefined;
  /** For people; at most 1,000 characters. */
  readonly note?: string;
  readonly operation: StockOperation;
  /** Pieces, as the operation says. */
  readonly quantity: number;
  /** A word for reports, such as "theft"; at most 100 characters. */
  readonly reason?: string;
  /** A number of elsewhere; at most 255 characters. */
  readonly reference?: string;
  /** Of the thing, such as a variant. */
  readonly sellableId: string;
  readonly warehouseId: string;
};

/**
 * What becomes of the other rows where one is refused.
 *
 * ALL_OR_NOTHING changes nothing then; REJECT_FAILED_ROWS changes all but the refused ones.
 */
export type StockErrorPolicy =
  | 'ALL_OR_NOTHING'
  | 'REJECT_FAILED_ROWS';

/** Which items are listed. */
export type StockItemFilter = {
  /** Those that orders lack. */
  readonly backordered?: boolean;
  /** Those of which few can be taken, in all warehouses together. */
  readonly lowStock?: boolean;
  /** Those that are counted there. */
  readonly warehouseId?: string | null | undefined;
};

/** What staff do with an item in a warehouse. */
export type StockOperation =
  | 'ADJUST'
  | 'COUNT'
  | 'DAMAGE'
  | 'DISCARD'
  | 'RECEIVE'
  | 'REPAIR'
  | 'SAFETY';

/** What happens to an order of more than there is. */
export type StockPolicy =
  | 'BACKORDER'
  | 'DENY'
  | 'PREORDER';

/** Pieces to be sent to another warehouse, at most 500 lines. */
export type StockTransferCreateInput = {
  readonly destinationId: string;
  readonly lines: ReadonlyArray<StockTransferLineInput>;
  /** For people; at most 1,000 characters. */
  readonly note?: string;
  /** A number of elsewhere; at most 255 characters. */
  readonly reference?: string;
  readonly sourceId: string;
};

/** A transfer of which nothing more arrives. */
export type StockTransferEndInput = {
  readonly id: string;
  /** Whether what is on its way is lost; it goes back to where it came from otherwise. */
  readonly lost?: boolean;
};

/** So many pieces of a thing. */
export type StockTransferLineInput = {
  readonly quantity: number;
  readonly sellableId: string;
};

/** What arrived of a transfer, all of it or a part. */
export type StockTransferReceiveInput = {
  readonly id: string;
  readonly lines: ReadonlyArray<StockArrivalInput>;
};

/** How far a transfer is. */
export type StockTransferState =
  | 'DONE'
  | 'IN_TRANSIT';

/** Input of `tagDelete`. */
export type TagDeleteInput = {
  readonly tag: string;
};

/** Input of `tagRename`. */
export type TagRenameInput = {
  /** As it is to be. */
  readonly name: string;
  /** As it is now. */
  readonly tag: string;
};

/** Input of `tagTranslate`. */
export type TagTranslateInput = {
  /** As products have it. */
  readonly tag: string;
  readonly translations: ReadonlyArray<NameInput>;
};

/** A tax class to be made. */
export type TaxClassCreateInput = {
  /** What products name; it never changes. */
  readonly code: string;
  readonly description?: string;
  readonly name: string;
};

/** Names a tax class to be deleted. */
export type TaxClassDeleteInput = {
  /** Refuse it if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
};

/** What is to be changed of a tax class; what is left out stays. */
export type TaxClassUpdateInput = {
  readonly description?: string | null | undefined;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  readonly name?: string | null | undefined;
};

/** An exemption to be made. */
export type TaxExemptionCreateInput = {
  /** Where it counts, by destination; empty for everywhere. */
  readonly countries?: ReadonlyArray<string>;
  /** Slug of the group whose buyers pay no tax. */
  readonly customerGroup: string;
  /** What a receipt prints. */
  readonly note: string;
  /** The same in other languages. */
  readonly notes?: ReadonlyArray<LocalizedTextInput>;
  readonly validFrom?: string | null | undefined;
  /** The first moment at which it is not valid any more. */
  readonly validUntil?: string | null | undefined;
};

/** Names an exemption to be deleted. */
export type TaxExemptionDeleteInput = {
  /** Refuse it if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
};

/** What is to be changed of an exemption; what is left out stays. */
export type TaxExemptionUpdateInput = {
  readonly countries?: ReadonlyArray<string> | null | undefined;
  readonly customerGroup?: string | null | undefined;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  readonly note?: string | null | undefined;
  readonly notes?: ReadonlyArray<LocalizedTextInput> | null | undefined;
  readonly validFrom?: string | null | undefined;
  readonly validUntil?: string | null | undefined;
};

/** A tax of a zone. */
export type TaxRateInput = {
  /** Whether it is owed on those before it too. */
  readonly compound?: boolean;
  /** What a receipt prints. */
  readonly name: string;
  /** The same in other languages. */
  readonly names?: ReadonlyArray<LocalizedTextInput>;
  /** Smaller ones are reckoned first. */
  readonly priority?: number;
  /** A fraction of one: "0.19" is 19 %. */
  readonly rate: string;
  /** Code of the class that it is levied on. */
  readonly taxClass: string;
  readonly validFrom?: string | null | undefined;
  /** The first moment at which it is not valid any more. */
  readonly validUntil?: string | null | undefined;
};

/** Whether the buyer pays the taxes of a purchase. */
export type TaxTreatment =
  | 'EXEMPT'
  | 'REVERSE_CHARGE'
  | 'STANDARD';

/** A tax zone to be made. */
export type TaxZoneCreateInput = {
  readonly active?: boolean;
  /** Whether its taxes come on top of those of the next wider zone, as a city's on top of its state's. */
  readonly additive?: boolean;
  /** Where it is; empty for everywhere. */
  readonly areas?: ReadonlyArray<AreaInput>;
  /** Unique, for other programs. */
  readonly code: string;
  /** For staff. */
  readonly name: string;
  /** Decides between zones that are equally specific; the larger wins. */
  readonly priority?: number;
  /** A class without any has those of `standard`; a zone without any levies nothing. */
  readonly rates?: ReadonlyArray<TaxRateInput>;
};

/** Names a tax zone to be deleted. */
export type TaxZoneDeleteInput = {
  /** Refuse it if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
};

/** What is to be changed of a tax zone; what is left out stays. */
export type TaxZoneUpdateInput = {
  readonly active?: boolean | null | undefined;
  readonly additive?: boolean | null | undefined;
  readonly areas?: ReadonlyArray<AreaInput> | null | undefined;
  readonly code?: string | null | undefined;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly priority?: number | null | undefined;
  /** Replace all that it has. */
  readonly rates?: ReadonlyArray<TaxRateInput> | null | undefined;
};

export type TransferState =
  | 'CANCELLED'
  | 'DONE'
  | 'FAILED'
  | 'RUNNING'
  | 'STOPPED'
  | 'WAITING';

/** An attribute of a product type. */
export type TypeAttributeInput = {
  /** The attribute's. */
  readonly code: string;
  /** Whether a product needs it to be published. */
  readonly required?: boolean;
  /** What of a product has it. */
  readonly scope?: AttributeScope;
};

/**
 * What becomes of values that another type has no attribute for.
 *
 * KEEP: they stay, unseen by buyers, until the product has a type that fits them. DROP: they are deleted. REFUSE: the type is not changed if there are any.
 */
export type UnfittingAttributes =
  | 'DROP'
  | 'KEEP'
  | 'REFUSE';

/** What a variant costs the merchant. */
export type VariantCostInput = {
  /** Its slug; the cost is in its currency. */
  readonly channel: string;
  /** In major units; null forgets it. */
  readonly cost?: string | null | undefined;
  /** The variant's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  readonly variantId: string;
};

/** What variants cost the merchant; channels that are not named stay. */
export type VariantCostsBulkSetInput = {
  readonly errorPolicy?: BulkErrorPolicy;
  readonly rows: ReadonlyArray<VariantCostInput>;
};

/** Input of `variantCostsSet`. */
export type VariantCostsSetInput = {
  readonly costs: ReadonlyArray<VariantCostInput>;
};

/** Prices of a variant; channels that are left out stay. */
export type VariantPricesSetInput = {
  /** The variant's version as you read it: if somebody edited it since, nothing is done. */
  readonly expectedVersion?: number | null | undefined;
  readonly prices: ReadonlyArray<PriceInput>;
  readonly variantId: string;
};

/** Variants to be deleted, of any products. */
export type VariantsBulkDeleteInput = {
  readonly errorPolicy?: BulkErrorPolicy;
  readonly ids: ReadonlyArray<string>;
};

/** Changes of variants, made in this order. */
export type VariantsBulkUpdateInput = {
  readonly errorPolicy?: BulkErrorPolicy;
  readonly rows: ReadonlyArray<ProductVariantUpdateInput>;
};

/** Where a warehouse is. */
export type WarehouseAddressInput = {
  readonly city?: string;
  readonly company?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly district?: string;
  readonly line1: string;
  readonly line2?: string;
  /** Who receives goods. */
  readonly name: string;
  readonly phone?: string;
  readonly postalCode?: string;
  /** State, province or prefecture. */
  readonly region?: string;
};

/** A warehouse to be made. */
export type WarehouseCreateInput = {
  readonly active?: boolean;
  readonly address: WarehouseAddressInput;
  /** Where it sends to; none for everywhere. */
  readonly areas?: ReadonlyArray<ServiceAreaInput>;
  /** Slugs of those it serves; none for all. */
  readonly channels?: ReadonlyArray<string>;
  /** Lower case letters, digits, hyphens and underscores; unique. */
  readonly code: string;
  /** In degrees, with the longitude; for the strategy NEAREST. */
  readonly latitude?: string | null | undefined;
  readonly longitude?: string | null | undefined;
  readonly name: string;
  /** Lower ones first. */
  readonly priority?: number;
  /** Its name in other languages. */
  readonly translations?: ReadonlyArray<WarehouseTranslationInput>;
};

/** Input of `warehouseDelete`. */
export type WarehouseDeleteInput = {
  readonly id: string;
};

/** What a warehouse is called in a language. */
export type WarehouseTranslationInput = {
  readonly locale: string;
  readonly name: string;
};

/** What is to be changed of a warehouse; what is left out stays. */
export type WarehouseUpdateInput = {
  readonly active?: boolean | null | undefined;
  readonly address?: WarehouseAddressInput | null | undefined;
  readonly areas?: ReadonlyArray<ServiceAreaInput> | null | undefined;
  readonly channels?: ReadonlyArray<string> | null | undefined;
  readonly code?: string | null | undefined;
  /** Refuse the change if somebody else has edited it since it had this version. */
  readonly expectedVersion?: number | null | undefined;
  readonly id: string;
  /** Null, with the longitude, takes it away. */
  readonly latitude?: string | null | undefined;
  readonly longitude?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly priority?: number | null | undefined;
  /** Replace those there are; likewise `channels` and `areas`. */
  readonly translations?: ReadonlyArray<WarehouseTranslationInput> | null | undefined;
};

/** A rule of checkout that watches orders. */
export type WatchRule =
  | 'ADDRESS_MISMATCH'
  | 'AUTHORIZATION_ENDING'
  | 'DISPOSABLE_EMAIL'
  | 'LARGE_AMOUNT'
  | 'LARGE_FIRST_ORDER'
  | 'MANY_REFUNDS'
  | 'MONEY_MISMATCH'
  | 'NOT_MOVED'
  | 'UNDECIDED'
  | 'UNPAID'
  | 'UNUSUAL_AMOUNT'
  | 'VELOCITY';

export type ListCustomerAddressesQueryVariables = Exact<{
  customerId: string;
}>;


export type ListCustomerAddressesQuery = { readonly customerAddresses: ReadonlyArray<{ readonly id: string, readonly label: string, readonly defaultShipping: boolean, readonly defaultBilling: boolean, readonly createdAt: string, readonly updatedAt: string, readonly address: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } }> };

export type CustomerAddressesEraseMutationVariables = Exact<{
  input: CustomerAddressesEraseInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CustomerAddressesEraseMutation = { readonly customerAddressesErase: { readonly erased: number | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderCaseFragment = { readonly id: string, readonly number: string, readonly channel: string, readonly state: OrderCaseState, readonly resolution: OrderCaseResolution | null, readonly score: number, readonly held: boolean, readonly assignee: string | null, readonly openedAt: string, readonly updatedAt: string, readonly closedAt: string | null, readonly version: number, readonly cartId: string | null, readonly concerns: ReadonlyArray<{ readonly rule: string, readonly weight: number, readonly details: unknown, readonly state: OrderConcernState, readonly foundAt: string, readonly endedAt: string | null }> };

export type ConcernRuleFragment = { readonly rule: WatchRule, readonly code: string, readonly channel: string, readonly setByStaff: boolean, readonly version: number, readonly enabled: boolean, readonly weight: number, readonly count: number, readonly hours: number, readonly percent: number, readonly active: number, readonly gone: number, readonly resolved: number, readonly falseAlarms: number, readonly amounts: ReadonlyArray<{ readonly amount: string, readonly currencyCode: string }> };

export type ListOrderCasesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: OrderCaseFilter | null | undefined;
  sort?: OrderCaseSort;
}>;


export type ListOrderCasesQuery = { readonly orderCases: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: string, readonly channel: string, readonly state: OrderCaseState, readonly resolution: OrderCaseResolution | null, readonly score: number, readonly held: boolean, readonly assignee: string | null, readonly openedAt: string, readonly updatedAt: string, readonly closedAt: string | null, readonly version: number, readonly cartId: string | null, readonly concerns: ReadonlyArray<{ readonly rule: string, readonly weight: number, readonly details: unknown, readonly state: OrderConcernState, readonly foundAt: string, readonly endedAt: string | null }> }> } };

export type GetOrderCaseQueryVariables = Exact<{
  id: string;
}>;


export type GetOrderCaseQuery = { readonly orderCase: { readonly id: string, readonly number: string, readonly channel: string, readonly state: OrderCaseState, readonly resolution: OrderCaseResolution | null, readonly score: number, readonly held: boolean, readonly assignee: string | null, readonly openedAt: string, readonly updatedAt: string, readonly closedAt: string | null, readonly version: number, readonly cartId: string | null, readonly order: { readonly id: string, readonly number: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly fulfilmentState: FulfilmentState, readonly placedAt: string, readonly channel: string, readonly currencyCode: string, readonly email: string, readonly totals: { readonly total: { readonly amount: string, readonly currencyCode: string } } } | null, readonly entries: ReadonlyArray<{ readonly at: string, readonly kind: string, readonly actor: string, readonly detail: unknown, readonly note: string }>, readonly concerns: ReadonlyArray<{ readonly rule: string, readonly weight: number, readonly details: unknown, readonly state: OrderConcernState, readonly foundAt: string, readonly endedAt: string | null }> } | null };

export type ListConcernRulesQueryVariables = Exact<{
  channel?: string;
}>;


export type ListConcernRulesQuery = { readonly concernRules: ReadonlyArray<{ readonly rule: WatchRule, readonly code: string, readonly channel: string, readonly setByStaff: boolean, readonly version: number, readonly enabled: boolean, readonly weight: number, readonly count: number, readonly hours: number, readonly percent: number, readonly active: number, readonly gone: number, readonly resolved: number, readonly falseAlarms: number, readonly amounts: ReadonlyArray<{ readonly amount: string, readonly currencyCode: string }> }> };

export type OrderCaseUpdateMutationVariables = Exact<{
  input: OrderCaseUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderCaseUpdateMutation = { readonly orderCaseUpdate: { readonly case: { readonly id: string, readonly number: string, readonly channel: string, readonly state: OrderCaseState, readonly resolution: OrderCaseResolution | null, readonly score: number, readonly held: boolean, readonly assignee: string | null, readonly openedAt: string, readonly updatedAt: string, readonly closedAt: string | null, readonly version: number, readonly cartId: string | null, readonly concerns: ReadonlyArray<{ readonly rule: string, readonly weight: number, readonly details: unknown, readonly state: OrderConcernState, readonly foundAt: string, readonly endedAt: string | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderCaseReleaseMutationVariables = Exact<{
  input: OrderCaseReleaseInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderCaseReleaseMutation = { readonly orderCaseRelease: { readonly case: { readonly id: string, readonly number: string, readonly channel: string, readonly state: OrderCaseState, readonly resolution: OrderCaseResolution | null, readonly score: number, readonly held: boolean, readonly assignee: string | null, readonly openedAt: string, readonly updatedAt: string, readonly closedAt: string | null, readonly version: number, readonly cartId: string | null, readonly concerns: ReadonlyArray<{ readonly rule: string, readonly weight: number, readonly details: unknown, readonly state: OrderConcernState, readonly foundAt: string, readonly endedAt: string | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderCasesResolveMutationVariables = Exact<{
  input: OrderCasesResolveInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderCasesResolveMutation = { readonly orderCasesResolve: { readonly results: ReadonlyArray<{ readonly id: string, readonly case: { readonly id: string, readonly number: string, readonly channel: string, readonly state: OrderCaseState, readonly resolution: OrderCaseResolution | null, readonly score: number, readonly held: boolean, readonly assignee: string | null, readonly openedAt: string, readonly updatedAt: string, readonly closedAt: string | null, readonly version: number, readonly cartId: string | null, readonly concerns: ReadonlyArray<{ readonly rule: string, readonly weight: number, readonly details: unknown, readonly state: OrderConcernState, readonly foundAt: string, readonly endedAt: string | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderCaseRetryMutationVariables = Exact<{
  input: OrderCaseRetryInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderCaseRetryMutation = { readonly orderCaseRetry: { readonly case: { readonly id: string, readonly number: string, readonly channel: string, readonly state: OrderCaseState, readonly resolution: OrderCaseResolution | null, readonly score: number, readonly held: boolean, readonly assignee: string | null, readonly openedAt: string, readonly updatedAt: string, readonly closedAt: string | null, readonly version: number, readonly cartId: string | null, readonly concerns: ReadonlyArray<{ readonly rule: string, readonly weight: number, readonly details: unknown, readonly state: OrderConcernState, readonly foundAt: string, readonly endedAt: string | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderCaseGiveBackMutationVariables = Exact<{
  input: OrderCaseGiveBackInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderCaseGiveBackMutation = { readonly orderCaseGiveBack: { readonly case: { readonly id: string, readonly number: string, readonly channel: string, readonly state: OrderCaseState, readonly resolution: OrderCaseResolution | null, readonly score: number, readonly held: boolean, readonly assignee: string | null, readonly openedAt: string, readonly updatedAt: string, readonly closedAt: string | null, readonly version: number, readonly cartId: string | null, readonly concerns: ReadonlyArray<{ readonly rule: string, readonly weight: number, readonly details: unknown, readonly state: OrderConcernState, readonly foundAt: string, readonly endedAt: string | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ConcernRuleSetMutationVariables = Exact<{
  input: ConcernRuleSetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ConcernRuleSetMutation = { readonly concernRuleSet: { readonly rule: { readonly rule: WatchRule, readonly code: string, readonly channel: string, readonly setByStaff: boolean, readonly version: number, readonly enabled: boolean, readonly weight: number, readonly count: number, readonly hours: number, readonly percent: number, readonly active: number, readonly gone: number, readonly resolved: number, readonly falseAlarms: number, readonly amounts: ReadonlyArray<{ readonly amount: string, readonly currencyCode: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ConcernRuleResetMutationVariables = Exact<{
  input: ConcernRuleResetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ConcernRuleResetMutation = { readonly concernRuleReset: { readonly rule: { readonly rule: WatchRule, readonly code: string, readonly channel: string, readonly setByStaff: boolean, readonly version: number, readonly enabled: boolean, readonly weight: number, readonly count: number, readonly hours: number, readonly percent: number, readonly active: number, readonly gone: number, readonly resolved: number, readonly falseAlarms: number, readonly amounts: ReadonlyArray<{ readonly amount: string, readonly currencyCode: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type BrandFragment = { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string };

export type ProductTypeFragment = { readonly id: string, readonly slug: string, readonly name: string };

export type MediaFragment = { readonly url: string, readonly alt: string };

export type ProductRowFragment = { readonly id: string, readonly slug: string, readonly title: string, readonly updatedAt: string, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string }> };

export type ProductVariantFragment = { readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly requiresShipping: boolean, readonly trackStock: boolean, readonly weightGrams: number, readonly taxClass: string, readonly dimensions: { readonly lengthMm: number, readonly widthMm: number, readonly heightMm: number, readonly volumeCm3: number } | null, readonly purchaseLimit: { readonly pieces: number, readonly days: number | null } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null, readonly prices: ReadonlyArray<{ readonly channel: string, readonly price: { readonly amount: string, readonly currencyCode: string }, readonly compareAt: { readonly amount: string, readonly currencyCode: string } | null }> };

export type ProductFragment = { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly tags: ReadonlyArray<string>, readonly seoTitle: string, readonly seoDescription: string, readonly createdAt: string, readonly updatedAt: string, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly options: ReadonlyArray<{ readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }>, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly requiresShipping: boolean, readonly trackStock: boolean, readonly weightGrams: number, readonly taxClass: string, readonly dimensions: { readonly lengthMm: number, readonly widthMm: number, readonly heightMm: number, readonly volumeCm3: number } | null, readonly purchaseLimit: { readonly pieces: number, readonly days: number | null } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null, readonly prices: ReadonlyArray<{ readonly channel: string, readonly price: { readonly amount: string, readonly currencyCode: string }, readonly compareAt: { readonly amount: string, readonly currencyCode: string } | null }> }>, readonly category: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly collections: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string }>, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string }> };

export type ListProductsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  search?: string | null | undefined;
  filter?: ProductFilter | null | undefined;
  published?: boolean | null | undefined;
  sort?: ProductSort | null | undefined;
  completeness?: ProductCompletenessFilter | null | undefined;
}>;


export type ListProductsQuery = { readonly products: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string, readonly updatedAt: string, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string }> }> } };

export type GetProductQueryVariables = Exact<{
  id?: string | null | undefined;
  slug?: string | null | undefined;
}>;


export type GetProductQuery = { readonly product: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly tags: ReadonlyArray<string>, readonly seoTitle: string, readonly seoDescription: string, readonly createdAt: string, readonly updatedAt: string, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly options: ReadonlyArray<{ readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }>, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly requiresShipping: boolean, readonly trackStock: boolean, readonly weightGrams: number, readonly taxClass: string, readonly dimensions: { readonly lengthMm: number, readonly widthMm: number, readonly heightMm: number, readonly volumeCm3: number } | null, readonly purchaseLimit: { readonly pieces: number, readonly days: number | null } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null, readonly prices: ReadonlyArray<{ readonly channel: string, readonly price: { readonly amount: string, readonly currencyCode: string }, readonly compareAt: { readonly amount: string, readonly currencyCode: string } | null }> }>, readonly category: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly collections: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string }>, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string }> } | null };

export type GetProductCompletenessQueryVariables = Exact<{
  id: string;
  channel?: string | null | undefined;
  locale?: string | null | undefined;
}>;


export type GetProductCompletenessQuery = { readonly product: { readonly id: string, readonly completeness: { readonly channel: string, readonly locale: string, readonly score: number, readonly sufficient: boolean, readonly missing: ReadonlyArray<{ readonly code: CompletenessCheck, readonly message: string, readonly weight: number }> } } | null };

export type GetProductVariantQueryVariables = Exact<{
  id?: string | null | undefined;
  sku?: string | null | undefined;
}>;


export type GetProductVariantQuery = { readonly productVariant: { readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly requiresShipping: boolean, readonly trackStock: boolean, readonly weightGrams: number, readonly taxClass: string, readonly product: { readonly id: string, readonly slug: string, readonly title: string }, readonly dimensions: { readonly lengthMm: number, readonly widthMm: number, readonly heightMm: number, readonly volumeCm3: number } | null, readonly purchaseLimit: { readonly pieces: number, readonly days: number | null } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null, readonly prices: ReadonlyArray<{ readonly channel: string, readonly price: { readonly amount: string, readonly currencyCode: string }, readonly compareAt: { readonly amount: string, readonly currencyCode: string } | null }> } | null };

export type ProductCreateMutationVariables = Exact<{
  input: ProductCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductCreateMutation = { readonly productCreate: { readonly product: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly tags: ReadonlyArray<string>, readonly seoTitle: string, readonly seoDescription: string, readonly createdAt: string, readonly updatedAt: string, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly options: ReadonlyArray<{ readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }>, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly requiresShipping: boolean, readonly trackStock: boolean, readonly weightGrams: number, readonly taxClass: string, readonly dimensions: { readonly lengthMm: number, readonly widthMm: number, readonly heightMm: number, readonly volumeCm3: number } | null, readonly purchaseLimit: { readonly pieces: number, readonly days: number | null } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null, readonly prices: ReadonlyArray<{ readonly channel: string, readonly price: { readonly amount: string, readonly currencyCode: string }, readonly compareAt: { readonly amount: string, readonly currencyCode: string } | null }> }>, readonly category: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly collections: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string }>, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductUpdateMutationVariables = Exact<{
  input: ProductUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductUpdateMutation = { readonly productUpdate: { readonly product: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly tags: ReadonlyArray<string>, readonly seoTitle: string, readonly seoDescription: string, readonly createdAt: string, readonly updatedAt: string, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly options: ReadonlyArray<{ readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }>, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly requiresShipping: boolean, readonly trackStock: boolean, readonly weightGrams: number, readonly taxClass: string, readonly dimensions: { readonly lengthMm: number, readonly widthMm: number, readonly heightMm: number, readonly volumeCm3: number } | null, readonly purchaseLimit: { readonly pieces: number, readonly days: number | null } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null, readonly prices: ReadonlyArray<{ readonly channel: string, readonly price: { readonly amount: string, readonly currencyCode: string }, readonly compareAt: { readonly amount: string, readonly currencyCode: string } | null }> }>, readonly category: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly collections: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string }>, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductPublishMutationVariables = Exact<{
  input: ProductPublishInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductPublishMutation = { readonly productPublish: { readonly product: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly tags: ReadonlyArray<string>, readonly seoTitle: string, readonly seoDescription: string, readonly createdAt: string, readonly updatedAt: string, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly options: ReadonlyArray<{ readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }>, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly requiresShipping: boolean, readonly trackStock: boolean, readonly weightGrams: number, readonly taxClass: string, readonly dimensions: { readonly lengthMm: number, readonly widthMm: number, readonly heightMm: number, readonly volumeCm3: number } | null, readonly purchaseLimit: { readonly pieces: number, readonly days: number | null } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null, readonly prices: ReadonlyArray<{ readonly channel: string, readonly price: { readonly amount: string, readonly currencyCode: string }, readonly compareAt: { readonly amount: string, readonly currencyCode: string } | null }> }>, readonly category: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly collections: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string }>, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductUnpublishMutationVariables = Exact<{
  input: ProductUnpublishInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductUnpublishMutation = { readonly productUnpublish: { readonly product: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly tags: ReadonlyArray<string>, readonly seoTitle: string, readonly seoDescription: string, readonly createdAt: string, readonly updatedAt: string, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly options: ReadonlyArray<{ readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }>, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly requiresShipping: boolean, readonly trackStock: boolean, readonly weightGrams: number, readonly taxClass: string, readonly dimensions: { readonly lengthMm: number, readonly widthMm: number, readonly heightMm: number, readonly volumeCm3: number } | null, readonly purchaseLimit: { readonly pieces: number, readonly days: number | null } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null, readonly prices: ReadonlyArray<{ readonly channel: string, readonly price: { readonly amount: string, readonly currencyCode: string }, readonly compareAt: { readonly amount: string, readonly currencyCode: string } | null }> }>, readonly category: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly collections: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string }>, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type VariantPricesSetMutationVariables = Exact<{
  input: VariantPricesSetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type VariantPricesSetMutation = { readonly variantPricesSet: { readonly variant: { readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly requiresShipping: boolean, readonly trackStock: boolean, readonly weightGrams: number, readonly taxClass: string, readonly dimensions: { readonly lengthMm: number, readonly widthMm: number, readonly heightMm: number, readonly volumeCm3: number } | null, readonly purchaseLimit: { readonly pieces: number, readonly days: number | null } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null, readonly prices: ReadonlyArray<{ readonly channel: string, readonly price: { readonly amount: string, readonly currencyCode: string }, readonly compareAt: { readonly amount: string, readonly currencyCode: string } | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductDeleteMutationVariables = Exact<{
  input: ProductDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductDeleteMutation = { readonly productDelete: { readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductVariantsCreateMutationVariables = Exact<{
  input: ProductVariantsCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductVariantsCreateMutation = { readonly productVariantsCreate: { readonly product: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly tags: ReadonlyArray<string>, readonly seoTitle: string, readonly seoDescription: string, readonly createdAt: string, readonly updatedAt: string, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly options: ReadonlyArray<{ readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }>, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly requiresShipping: boolean, readonly trackStock: boolean, readonly weightGrams: number, readonly taxClass: string, readonly dimensions: { readonly lengthMm: number, readonly widthMm: number, readonly heightMm: number, readonly volumeCm3: number } | null, readonly purchaseLimit: { readonly pieces: number, readonly days: number | null } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null, readonly prices: ReadonlyArray<{ readonly channel: string, readonly price: { readonly amount: string, readonly currencyCode: string }, readonly compareAt: { readonly amount: string, readonly currencyCode: string } | null }> }>, readonly category: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly collections: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string }>, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly requiresShipping: boolean, readonly trackStock: boolean, readonly weightGrams: number, readonly taxClass: string, readonly dimensions: { readonly lengthMm: number, readonly widthMm: number, readonly heightMm: number, readonly volumeCm3: number } | null, readonly purchaseLimit: { readonly pieces: number, readonly days: number | null } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null, readonly prices: ReadonlyArray<{ readonly channel: string, readonly price: { readonly amount: string, readonly currencyCode: string }, readonly compareAt: { readonly amount: string, readonly currencyCode: string } | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductVariantUpdateMutationVariables = Exact<{
  input: ProductVariantUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductVariantUpdateMutation = { readonly productVariantUpdate: { readonly variant: { readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly requiresShipping: boolean, readonly trackStock: boolean, readonly weightGrams: number, readonly taxClass: string, readonly dimensions: { readonly lengthMm: number, readonly widthMm: number, readonly heightMm: number, readonly volumeCm3: number } | null, readonly purchaseLimit: { readonly pieces: number, readonly days: number | null } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null, readonly prices: ReadonlyArray<{ readonly channel: string, readonly price: { readonly amount: string, readonly currencyCode: string }, readonly compareAt: { readonly amount: string, readonly currencyCode: string } | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductVariantDeleteMutationVariables = Exact<{
  input: ProductVariantDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductVariantDeleteMutation = { readonly productVariantDelete: { readonly product: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly tags: ReadonlyArray<string>, readonly seoTitle: string, readonly seoDescription: string, readonly createdAt: string, readonly updatedAt: string, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly options: ReadonlyArray<{ readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }>, readonly media: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly barcode: string, readonly title: string, readonly requiresShipping: boolean, readonly trackStock: boolean, readonly weightGrams: number, readonly taxClass: string, readonly dimensions: { readonly lengthMm: number, readonly widthMm: number, readonly heightMm: number, readonly volumeCm3: number } | null, readonly purchaseLimit: { readonly pieces: number, readonly days: number | null } | null, readonly selectedOptions: ReadonlyArray<{ readonly name: string, readonly value: string, readonly label: string }>, readonly media: { readonly url: string, readonly alt: string } | null, readonly prices: ReadonlyArray<{ readonly channel: string, readonly price: { readonly amount: string, readonly currencyCode: string }, readonly compareAt: { readonly amount: string, readonly currencyCode: string } | null }> }>, readonly category: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly collections: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string }>, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DeliveryZoneDetailFragment = { readonly id: string, readonly code: string, readonly name: string, readonly priority: number, readonly version: number, readonly areas: ReadonlyArray<{ readonly country: string, readonly regions: ReadonlyArray<string>, readonly postalCodes: ReadonlyArray<string> }> };

export type DeliveryMethodDetailFragment = { readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly channels: ReadonlyArray<string>, readonly taxClass: string, readonly position: number, readonly active: boolean, readonly minDays: number | null, readonly maxDays: number | null, readonly maxWeightGrams: number | null, readonly excludedTaxClasses: ReadonlyArray<string>, readonly version: number, readonly names: ReadonlyArray<{ readonly locale: string, readonly text: string }>, readonly descriptions: ReadonlyArray<{ readonly locale: string, readonly text: string }>, readonly schedule: { readonly handlingDays: number, readonly cutoff: string, readonly timezone: string, readonly workingDays: ReadonlyArray<number>, readonly holidays: ReadonlyArray<string> } | null, readonly rates: ReadonlyArray<{ readonly zone: string | null, readonly currencyCode: string, readonly basis: Basis, readonly upTo: string | null, readonly tiers: ReadonlyArray<{ readonly minimum: string, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly freeOver: { readonly amount: string, readonly currencyCode: string } | null }> };

export type ListDeliveryZonesQueryVariables = Exact<{
  country?: string | null | undefined;
}>;


export type ListDeliveryZonesQuery = { readonly deliveryZones: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly priority: number, readonly version: number, readonly areas: ReadonlyArray<{ readonly country: string, readonly regions: ReadonlyArray<string>, readonly postalCodes: ReadonlyArray<string> }> }> };

export type GetDeliveryZoneQueryVariables = Exact<{
  id: string;
}>;


export type GetDeliveryZoneQuery = { readonly deliveryZone: { readonly id: string, readonly code: string, readonly name: string, readonly priority: number, readonly version: number, readonly areas: ReadonlyArray<{ readonly country: string, readonly regions: ReadonlyArray<string>, readonly postalCodes: ReadonlyArray<string> }> } | null };

export type ListDeliveryMethodsQueryVariables = Exact<{
  channel?: string | null | undefined;
  active?: boolean | null | undefined;
}>;


export type ListDeliveryMethodsQuery = { readonly deliveryMethods: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly channels: ReadonlyArray<string>, readonly taxClass: string, readonly position: number, readonly active: boolean, readonly minDays: number | null, readonly maxDays: number | null, readonly maxWeightGrams: number | null, readonly excludedTaxClasses: ReadonlyArray<string>, readonly version: number, readonly names: ReadonlyArray<{ readonly locale: string, readonly text: string }>, readonly descriptions: ReadonlyArray<{ readonly locale: string, readonly text: string }>, readonly schedule: { readonly handlingDays: number, readonly cutoff: string, readonly timezone: string, readonly workingDays: ReadonlyArray<number>, readonly holidays: ReadonlyArray<string> } | null, readonly rates: ReadonlyArray<{ readonly zone: string | null, readonly currencyCode: string, readonly basis: Basis, readonly upTo: string | null, readonly tiers: ReadonlyArray<{ readonly minimum: string, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly freeOver: { readonly amount: string, readonly currencyCode: string } | null }> }> };

export type GetDeliveryMethodQueryVariables = Exact<{
  id: string;
}>;


export type GetDeliveryMethodQuery = { readonly deliveryMethod: { readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly channels: ReadonlyArray<string>, readonly taxClass: string, readonly position: number, readonly active: boolean, readonly minDays: number | null, readonly maxDays: number | null, readonly maxWeightGrams: number | null, readonly excludedTaxClasses: ReadonlyArray<string>, readonly version: number, readonly names: ReadonlyArray<{ readonly locale: string, readonly text: string }>, readonly descriptions: ReadonlyArray<{ readonly locale: string, readonly text: string }>, readonly schedule: { readonly handlingDays: number, readonly cutoff: string, readonly timezone: string, readonly workingDays: ReadonlyArray<number>, readonly holidays: ReadonlyArray<string> } | null, readonly rates: ReadonlyArray<{ readonly zone: string | null, readonly currencyCode: string, readonly basis: Basis, readonly upTo: string | null, readonly tiers: ReadonlyArray<{ readonly minimum: string, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly freeOver: { readonly amount: string, readonly currencyCode: string } | null }> } | null };

export type DeliveryZoneCreateMutationVariables = Exact<{
  input: DeliveryZoneCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeliveryZoneCreateMutation = { readonly deliveryZoneCreate: { readonly deliveryZone: { readonly id: string, readonly code: string, readonly name: string, readonly priority: number, readonly version: number, readonly areas: ReadonlyArray<{ readonly country: string, readonly regions: ReadonlyArray<string>, readonly postalCodes: ReadonlyArray<string> }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DeliveryZoneUpdateMutationVariables = Exact<{
  input: DeliveryZoneUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeliveryZoneUpdateMutation = { readonly deliveryZoneUpdate: { readonly deliveryZone: { readonly id: string, readonly code: string, readonly name: string, readonly priority: number, readonly version: number, readonly areas: ReadonlyArray<{ readonly country: string, readonly regions: ReadonlyArray<string>, readonly postalCodes: ReadonlyArray<string> }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DeliveryZoneDeleteMutationVariables = Exact<{
  input: DeliveryZoneDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeliveryZoneDeleteMutation = { readonly deliveryZoneDelete: { readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DeliveryMethodCreateMutationVariables = Exact<{
  input: DeliveryMethodCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeliveryMethodCreateMutation = { readonly deliveryMethodCreate: { readonly deliveryMethod: { readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly channels: ReadonlyArray<string>, readonly taxClass: string, readonly position: number, readonly active: boolean, readonly minDays: number | null, readonly maxDays: number | null, readonly maxWeightGrams: number | null, readonly excludedTaxClasses: ReadonlyArray<string>, readonly version: number, readonly names: ReadonlyArray<{ readonly locale: string, readonly text: string }>, readonly descriptions: ReadonlyArray<{ readonly locale: string, readonly text: string }>, readonly schedule: { readonly handlingDays: number, readonly cutoff: string, readonly timezone: string, readonly workingDays: ReadonlyArray<number>, readonly holidays: ReadonlyArray<string> } | null, readonly rates: ReadonlyArray<{ readonly zone: string | null, readonly currencyCode: string, readonly basis: Basis, readonly upTo: string | null, readonly tiers: ReadonlyArray<{ readonly minimum: string, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly freeOver: { readonly amount: string, readonly currencyCode: string } | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DeliveryMethodUpdateMutationVariables = Exact<{
  input: DeliveryMethodUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeliveryMethodUpdateMutation = { readonly deliveryMethodUpdate: { readonly deliveryMethod: { readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly channels: ReadonlyArray<string>, readonly taxClass: string, readonly position: number, readonly active: boolean, readonly minDays: number | null, readonly maxDays: number | null, readonly maxWeightGrams: number | null, readonly excludedTaxClasses: ReadonlyArray<string>, readonly version: number, readonly names: ReadonlyArray<{ readonly locale: string, readonly text: string }>, readonly descriptions: ReadonlyArray<{ readonly locale: string, readonly text: string }>, readonly schedule: { readonly handlingDays: number, readonly cutoff: string, readonly timezone: string, readonly workingDays: ReadonlyArray<number>, readonly holidays: ReadonlyArray<string> } | null, readonly rates: ReadonlyArray<{ readonly zone: string | null, readonly currencyCode: string, readonly basis: Basis, readonly upTo: string | null, readonly tiers: ReadonlyArray<{ readonly minimum: string, readonly price: { readonly amount: string, readonly currencyCode: string } }>, readonly freeOver: { readonly amount: string, readonly currencyCode: string } | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DeliveryMethodDeleteMutationVariables = Exact<{
  input: DeliveryMethodDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeliveryMethodDeleteMutation = { readonly deliveryMethodDelete: { readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderDocumentFragment = { readonly id: string, readonly kind: OrderDocumentKind, readonly number: string, readonly issuedAt: string, readonly issuedOn: string, readonly suppliedOn: string, readonly final: boolean, readonly locale: string, readonly invoiceNumber: string | null, readonly actor: string, readonly url: string | null, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } };

export type ListOrderDocumentsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  kind?: OrderDocumentKind | null | undefined;
  number?: string | null | undefined;
  issuedSince?: string | null | undefined;
  issuedBefore?: string | null | undefined;
}>;


export type ListOrderDocumentsQuery = { readonly orderDocuments: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: OrderDocumentKind, readonly number: string, readonly issuedAt: string, readonly issuedOn: string, readonly suppliedOn: string, readonly final: boolean, readonly locale: string, readonly invoiceNumber: string | null, readonly actor: string, readonly url: string | null, readonly order: { readonly id: string, readonly number: string }, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type GetOrderDocumentsQueryVariables = Exact<{
  id?: string | null | undefined;
  number?: string | null | undefined;
}>;


export type GetOrderDocumentsQuery = { readonly order: { readonly id: string, readonly number: string, readonly documents: ReadonlyArray<{ readonly id: string, readonly kind: OrderDocumentKind, readonly number: string, readonly issuedAt: string, readonly issuedOn: string, readonly suppliedOn: string, readonly final: boolean, readonly locale: string, readonly invoiceNumber: string | null, readonly actor: string, readonly url: string | null, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }> } | null };

export type InvoiceIssueMutationVariables = Exact<{
  input: InvoiceIssueInput;
  idempotencyKey?: string | null | undefined;
}>;


export type InvoiceIssueMutation = { readonly invoiceIssue: { readonly document: { readonly id: string, readonly kind: OrderDocumentKind, readonly number: string, readonly issuedAt: string, readonly issuedOn: string, readonly suppliedOn: string, readonly final: boolean, readonly locale: string, readonly invoiceNumber: string | null, readonly actor: string, readonly url: string | null, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type InvoiceCancelMutationVariables = Exact<{
  input: InvoiceCancelInput;
  idempotencyKey?: string | null | undefined;
}>;


export type InvoiceCancelMutation = { readonly invoiceCancel: { readonly document: { readonly id: string, readonly kind: OrderDocumentKind, readonly number: string, readonly issuedAt: string, readonly issuedOn: string, readonly suppliedOn: string, readonly final: boolean, readonly locale: string, readonly invoiceNumber: string | null, readonly actor: string, readonly url: string | null, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CategoryCardFragment = { readonly id: string, readonly slug: string, readonly name: string };

export type CategoryFragment = { readonly id: string, readonly slug: string, readonly name: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly position: number, readonly depth: number, readonly productCount: number, readonly image: { readonly url: string, readonly alt: string } | null, readonly parent: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> };

export type CategoryTreeFragment = { readonly position: number, readonly id: string, readonly slug: string, readonly name: string, readonly children: ReadonlyArray<{ readonly position: number, readonly id: string, readonly slug: string, readonly name: string, readonly children: ReadonlyArray<{ readonly position: number, readonly id: string, readonly slug: string, readonly name: string }> }> };

export type CollectionFragment = { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly channels: ReadonlyArray<string>, readonly image: { readonly url: string, readonly alt: string } | null, readonly ruleRefresh: { readonly done: number, readonly total: number, readonly finishedAt: string | null } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> };

export type ListCategoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type ListCategoriesQuery = { readonly categories: ReadonlyArray<{ readonly position: number, readonly id: string, readonly slug: string, readonly name: string, readonly children: ReadonlyArray<{ readonly position: number, readonly id: string, readonly slug: string, readonly name: string, readonly children: ReadonlyArray<{ readonly position: number, readonly id: string, readonly slug: string, readonly name: string }> }> }> };

export type GetCategoryQueryVariables = Exact<{
  id?: string | null | undefined;
  slug?: string | null | undefined;
}>;


export type GetCategoryQuery = { readonly category: { readonly id: string, readonly slug: string, readonly name: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly position: number, readonly depth: number, readonly productCount: number, readonly image: { readonly url: string, readonly alt: string } | null, readonly parent: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> } | null };

export type ListCollectionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListCollectionsQuery = { readonly collections: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly channels: ReadonlyArray<string>, readonly image: { readonly url: string, readonly alt: string } | null, readonly ruleRefresh: { readonly done: number, readonly total: number, readonly finishedAt: string | null } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> }> } };

export type GetCollectionQueryVariables = Exact<{
  id?: string | null | undefined;
  slug?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type GetCollectionQuery = { readonly collection: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly channels: ReadonlyArray<string>, readonly products: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string, readonly updatedAt: string, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string }> }> }, readonly image: { readonly url: string, readonly alt: string } | null, readonly ruleRefresh: { readonly done: number, readonly total: number, readonly finishedAt: string | null } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> } | null };

export type CategoryCreateMutationVariables = Exact<{
  input: CategoryCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CategoryCreateMutation = { readonly categoryCreate: { readonly category: { readonly id: string, readonly slug: string, readonly name: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly position: number, readonly depth: number, readonly productCount: number, readonly image: { readonly url: string, readonly alt: string } | null, readonly parent: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CategoryUpdateMutationVariables = Exact<{
  input: CategoryUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CategoryUpdateMutation = { readonly categoryUpdate: { readonly category: { readonly id: string, readonly slug: string, readonly name: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly position: number, readonly depth: number, readonly productCount: number, readonly image: { readonly url: string, readonly alt: string } | null, readonly parent: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CategoryMoveMutationVariables = Exact<{
  input: CategoryMoveInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CategoryMoveMutation = { readonly categoryMove: { readonly category: { readonly id: string, readonly slug: string, readonly name: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly position: number, readonly depth: number, readonly productCount: number, readonly image: { readonly url: string, readonly alt: string } | null, readonly parent: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CategoryChildrenReorderMutationVariables = Exact<{
  input: CategoryChildrenReorderInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CategoryChildrenReorderMutation = { readonly categoryChildrenReorder: { readonly categories: ReadonlyArray<{ readonly position: number, readonly id: string, readonly slug: string, readonly name: string }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CategoryDeleteMutationVariables = Exact<{
  input: CategoryDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CategoryDeleteMutation = { readonly categoryDelete: { readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CollectionCreateMutationVariables = Exact<{
  input: CollectionCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CollectionCreateMutation = { readonly collectionCreate: { readonly collection: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly channels: ReadonlyArray<string>, readonly image: { readonly url: string, readonly alt: string } | null, readonly ruleRefresh: { readonly done: number, readonly total: number, readonly finishedAt: string | null } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CollectionUpdateMutationVariables = Exact<{
  input: CollectionUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CollectionUpdateMutation = { readonly collectionUpdate: { readonly collection: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly channels: ReadonlyArray<string>, readonly image: { readonly url: string, readonly alt: string } | null, readonly ruleRefresh: { readonly done: number, readonly total: number, readonly finishedAt: string | null } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CollectionDeleteMutationVariables = Exact<{
  input: CollectionDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CollectionDeleteMutation = { readonly collectionDelete: { readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductRelationsSetMutationVariables = Exact<{
  input: ProductRelationsSetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductRelationsSetMutation = { readonly productRelationsSet: { readonly product: { readonly id: string } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductRelationsAddMutationVariables = Exact<{
  input: ProductRelationsAddInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductRelationsAddMutation = { readonly productRelationsAdd: { readonly product: { readonly id: string } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductRelationsRemoveMutationVariables = Exact<{
  input: ProductRelationsRemoveInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductRelationsRemoveMutation = { readonly productRelationsRemove: { readonly product: { readonly id: string } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ListRelationKindsQueryVariables = Exact<{ [key: string]: never; }>;


export type ListRelationKindsQuery = { readonly relationKinds: ReadonlyArray<{ readonly code: string, readonly name: string, readonly symmetric: boolean }> };

export type RelationKindCreateMutationVariables = Exact<{
  input: RelationKindCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type RelationKindCreateMutation = { readonly relationKindCreate: { readonly kinds: ReadonlyArray<{ readonly code: string, readonly name: string, readonly symmetric: boolean }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type RelationKindDeleteMutationVariables = Exact<{
  input: RelationKindDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type RelationKindDeleteMutation = { readonly relationKindDelete: { readonly kinds: ReadonlyArray<{ readonly code: string, readonly name: string, readonly symmetric: boolean }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CollectionRuleSetMutationVariables = Exact<{
  input: CollectionRuleSetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CollectionRuleSetMutation = { readonly collectionRuleSet: { readonly collection: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly channels: ReadonlyArray<string>, readonly image: { readonly url: string, readonly alt: string } | null, readonly ruleRefresh: { readonly done: number, readonly total: number, readonly finishedAt: string | null } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CollectionProductsAddMutationVariables = Exact<{
  input: CollectionProductsAddInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CollectionProductsAddMutation = { readonly collectionProductsAdd: { readonly collection: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly channels: ReadonlyArray<string>, readonly image: { readonly url: string, readonly alt: string } | null, readonly ruleRefresh: { readonly done: number, readonly total: number, readonly finishedAt: string | null } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CollectionProductsRemoveMutationVariables = Exact<{
  input: CollectionProductsRemoveInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CollectionProductsRemoveMutation = { readonly collectionProductsRemove: { readonly collection: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly channels: ReadonlyArray<string>, readonly image: { readonly url: string, readonly alt: string } | null, readonly ruleRefresh: { readonly done: number, readonly total: number, readonly finishedAt: string | null } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CollectionProductsMoveMutationVariables = Exact<{
  input: CollectionProductsMoveInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CollectionProductsMoveMutation = { readonly collectionProductsMove: { readonly collection: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly channels: ReadonlyArray<string>, readonly image: { readonly url: string, readonly alt: string } | null, readonly ruleRefresh: { readonly done: number, readonly total: number, readonly finishedAt: string | null } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CollectionProductsExcludeMutationVariables = Exact<{
  input: CollectionProductsExcludeInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CollectionProductsExcludeMutation = { readonly collectionProductsExclude: { readonly collection: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly channels: ReadonlyArray<string>, readonly image: { readonly url: string, readonly alt: string } | null, readonly ruleRefresh: { readonly done: number, readonly total: number, readonly finishedAt: string | null } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CollectionProductsIncludeMutationVariables = Exact<{
  input: CollectionProductsIncludeInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CollectionProductsIncludeMutation = { readonly collectionProductsInclude: { readonly collection: { readonly id: string, readonly slug: string, readonly title: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly channels: ReadonlyArray<string>, readonly image: { readonly url: string, readonly alt: string } | null, readonly ruleRefresh: { readonly done: number, readonly total: number, readonly finishedAt: string | null } | null, readonly translations: ReadonlyArray<{ readonly locale: string, readonly title: string, readonly description: string, readonly imageAlt: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PreviewCollectionRuleQueryVariables = Exact<{
  rule: CollectionRuleInput;
  first?: number | null | undefined;
}>;


export type PreviewCollectionRuleQuery = { readonly collectionRulePreview: { readonly count: number, readonly products: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string, readonly updatedAt: string, readonly brand: { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string } | null, readonly productType: { readonly id: string, readonly slug: string, readonly name: string } | null, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string }> }> } };

export type BundleQueryVariables = Exact<{
  id: string;
}>;


export type BundleQuery = { readonly productVariant: { readonly id: string, readonly version: number, readonly bundle: { readonly pricing: BundlePricing, readonly percentOff: number, readonly amountsOff: ReadonlyArray<{ readonly channel: string, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly slots: ReadonlyArray<{ readonly id: string, readonly name: string, readonly minimum: number, readonly maximum: number, readonly repeatable: boolean, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string }>, readonly choices: ReadonlyArray<{ readonly id: string, readonly variantId: string, readonly quantity: number, readonly amounts: ReadonlyArray<{ readonly channel: string, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }> }> } | null } | null };

export type BundleSetMutationVariables = Exact<{
  input: BundleSetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type BundleSetMutation = { readonly bundleSet: { readonly variant: { readonly id: string } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DigitalFilesSetMutationVariables = Exact<{
  input: DigitalFilesSetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DigitalFilesSetMutation = { readonly digitalFilesSet: { readonly variant: { readonly id: string } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DownloadLinkCreateMutationVariables = Exact<{
  input: DownloadLinkCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DownloadLinkCreateMutation = { readonly downloadLinkCreate: { readonly path: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DownloadRenewMutationVariables = Exact<{
  input: DownloadRenewInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DownloadRenewMutation = { readonly downloadRenew: { readonly download: { readonly id: string, readonly name: string, readonly downloads: number, readonly downloadsLeft: number | null, readonly expiresAt: string | null, readonly available: boolean } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DownloadRevokeMutationVariables = Exact<{
  input: DownloadRevokeInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DownloadRevokeMutation = { readonly downloadRevoke: { readonly download: { readonly id: string, readonly name: string, readonly downloads: number, readonly downloadsLeft: number | null, readonly expiresAt: string | null, readonly available: boolean } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DownloadFragment = { readonly id: string, readonly name: string, readonly downloads: number, readonly downloadsLeft: number | null, readonly expiresAt: string | null, readonly available: boolean };

export type ListOrderDownloadsQueryVariables = Exact<{
  orderId: string;
}>;


export type ListOrderDownloadsQuery = { readonly downloads: ReadonlyArray<{ readonly id: string, readonly name: string, readonly downloads: number, readonly downloadsLeft: number | null, readonly expiresAt: string | null, readonly available: boolean }> };

export type MailFragment = { readonly id: string, readonly kind: string, readonly state: MailState, readonly sender: string, readonly recipient: string, readonly channel: string, readonly locale: string, readonly subject: string, readonly text: string, readonly resends: number, readonly attempts: number, readonly lastError: string | null, readonly createdAt: string, readonly sentAt: string | null, readonly messageId: string, readonly attachments: ReadonlyArray<{ readonly name: string, readonly url: string }> };

export type ListMailsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  state?: MailState | null | undefined;
  kind?: string | null | undefined;
  recipient?: string | null | undefined;
}>;


export type ListMailsQuery = { readonly mails: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: string, readonly state: MailState, readonly sender: string, readonly recipient: string, readonly channel: string, readonly locale: string, readonly subject: string, readonly text: string, readonly resends: number, readonly attempts: number, readonly lastError: string | null, readonly createdAt: string, readonly sentAt: string | null, readonly messageId: string, readonly attachments: ReadonlyArray<{ readonly name: string, readonly url: string }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type GetMailQueryVariables = Exact<{
  id: string;
}>;


export type GetMailQuery = { readonly mail: { readonly html: string, readonly id: string, readonly kind: string, readonly state: MailState, readonly sender: string, readonly recipient: string, readonly channel: string, readonly locale: string, readonly subject: string, readonly text: string, readonly resends: number, readonly attempts: number, readonly lastError: string | null, readonly createdAt: string, readonly sentAt: string | null, readonly messageId: string, readonly attachments: ReadonlyArray<{ readonly name: string, readonly url: string }> } | null };

export type ListMailKindsQueryVariables = Exact<{ [key: string]: never; }>;


export type ListMailKindsQuery = { readonly mailKinds: ReadonlyArray<{ readonly name: string, readonly description: string, readonly languages: ReadonlyArray<string> }> };

export type GetMailPreviewQueryVariables = Exact<{
  kind: string;
  locale: string;
}>;


export type GetMailPreviewQuery = { readonly mailPreview: { readonly subject: string, readonly html: string, readonly text: string } };

export type MailResendMutationVariables = Exact<{
  input: MailResendInput;
  idempotencyKey?: string | null | undefined;
}>;


export type MailResendMutation = { readonly mailResend: { readonly mail: { readonly id: string, readonly kind: string, readonly state: MailState, readonly sender: string, readonly recipient: string, readonly channel: string, readonly locale: string, readonly subject: string, readonly text: string, readonly resends: number, readonly attempts: number, readonly lastError: string | null, readonly createdAt: string, readonly sentAt: string | null, readonly messageId: string, readonly attachments: ReadonlyArray<{ readonly name: string, readonly url: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ShownMediaFragment = { readonly id: string, readonly kind: MediaKind, readonly url: string, readonly alt: string, readonly width: number | null, readonly height: number | null, readonly colour: string | null, readonly posterUrl: string | null, readonly fileId: string | null, readonly focalPoint: { readonly x: number, readonly y: number } | null };

export type MediaOfProductFragment = { readonly id: string, readonly version: number, readonly media: ReadonlyArray<{ readonly id: string, readonly kind: MediaKind, readonly url: string, readonly alt: string, readonly width: number | null, readonly height: number | null, readonly colour: string | null, readonly posterUrl: string | null, readonly fileId: string | null, readonly focalPoint: { readonly x: number, readonly y: number } | null }> };

export type ProductMediaAddMutationVariables = Exact<{
  input: ProductMediaAddInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductMediaAddMutation = { readonly productMediaAdd: { readonly product: { readonly id: string, readonly version: number, readonly media: ReadonlyArray<{ readonly id: string, readonly kind: MediaKind, readonly url: string, readonly alt: string, readonly width: number | null, readonly height: number | null, readonly colour: string | null, readonly posterUrl: string | null, readonly fileId: string | null, readonly focalPoint: { readonly x: number, readonly y: number } | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductMediaUpdateMutationVariables = Exact<{
  input: ProductMediaUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductMediaUpdateMutation = { readonly productMediaUpdate: { readonly product: { readonly id: string, readonly version: number, readonly media: ReadonlyArray<{ readonly id: string, readonly kind: MediaKind, readonly url: string, readonly alt: string, readonly width: number | null, readonly height: number | null, readonly colour: string | null, readonly posterUrl: string | null, readonly fileId: string | null, readonly focalPoint: { readonly x: number, readonly y: number } | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductMediaReorderMutationVariables = Exact<{
  input: ProductMediaReorderInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductMediaReorderMutation = { readonly productMediaReorder: { readonly product: { readonly id: string, readonly version: number, readonly media: ReadonlyArray<{ readonly id: string, readonly kind: MediaKind, readonly url: string, readonly alt: string, readonly width: number | null, readonly height: number | null, readonly colour: string | null, readonly posterUrl: string | null, readonly fileId: string | null, readonly focalPoint: { readonly x: number, readonly y: number } | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductMediaRemoveMutationVariables = Exact<{
  input: ProductMediaRemoveInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductMediaRemoveMutation = { readonly productMediaRemove: { readonly product: { readonly id: string, readonly version: number, readonly media: ReadonlyArray<{ readonly id: string, readonly kind: MediaKind, readonly url: string, readonly alt: string, readonly width: number | null, readonly height: number | null, readonly colour: string | null, readonly posterUrl: string | null, readonly fileId: string | null, readonly focalPoint: { readonly x: number, readonly y: number } | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ListFilesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: FileFilter | null | undefined;
  sort?: FileSort | null | undefined;
}>;


export type ListFilesQuery = { readonly files: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly width: number | null, readonly height: number | null, readonly private: boolean, readonly createdAt: string, readonly id: string, readonly name: string, readonly kind: FileKind, readonly contentType: string, readonly bytes: number, readonly url: string, readonly uses: ReadonlyArray<{ readonly holder: string, readonly count: number }> }> } };

export type FilesBulkDeleteMutationVariables = Exact<{
  input: FilesBulkDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type FilesBulkDeleteMutation = { readonly filesBulkDelete: { readonly count: number | null, readonly results: ReadonlyArray<{ readonly index: number, readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type GetFileQueryVariables = Exact<{
  id: string;
}>;


export type GetFileQuery = { readonly file: { readonly id: string, readonly name: string, readonly kind: FileKind, readonly contentType: string, readonly bytes: number, readonly url: string, readonly uses: ReadonlyArray<{ readonly holder: string, readonly count: number }>, readonly products: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly title: string }> } | null };

export type OptionDetailFragment = { readonly name: string, readonly attribute: string | null, readonly values: ReadonlyArray<{ readonly value: string, readonly choice: string | null }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }> };

export type ProductLifeFragment = { readonly id: string, readonly version: number, readonly status: ProductStatus, readonly changedSinceApproval: boolean, readonly review: { readonly submittedBy: string, readonly submittedAt: string, readonly reviewer: string | null } | null, readonly transitions: ReadonlyArray<{ readonly to: ProductStatus, readonly name: string, readonly permission: string, readonly needsReason: boolean, readonly allowed: boolean }>, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string, readonly unpublishAt: string | null, readonly published: boolean }> };

export type PriceChangeCardFragment = { readonly id: string, readonly state: ChangeState, readonly total: number, readonly done: number, readonly changed: number, readonly conflicts: number, readonly madeBy: string, readonly createdAt: string, readonly finishedAt: string | null };

export type GetProductLifeQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type GetProductLifeQuery = { readonly product: { readonly id: string, readonly version: number, readonly status: ProductStatus, readonly changedSinceApproval: boolean, readonly history: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly createdAt: string, readonly actor: string, readonly fromStatus: ProductStatus, readonly toStatus: ProductStatus, readonly reason: string, readonly reviewer: string | null }> }, readonly review: { readonly submittedBy: string, readonly submittedAt: string, readonly reviewer: string | null } | null, readonly transitions: ReadonlyArray<{ readonly to: ProductStatus, readonly name: string, readonly permission: string, readonly needsReason: boolean, readonly allowed: boolean }>, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string, readonly unpublishAt: string | null, readonly published: boolean }> } | null };

export type ListProductsInReviewQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  mine?: boolean;
}>;


export type ListProductsInReviewQuery = { readonly productsInReview: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly title: string, readonly id: string, readonly version: number, readonly status: ProductStatus, readonly changedSinceApproval: boolean, readonly review: { readonly submittedBy: string, readonly submittedAt: string, readonly reviewer: string | null } | null, readonly transitions: ReadonlyArray<{ readonly to: ProductStatus, readonly name: string, readonly permission: string, readonly needsReason: boolean, readonly allowed: boolean }>, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string, readonly unpublishAt: string | null, readonly published: boolean }> }> } };

export type GetProductOptionsQueryVariables = Exact<{
  id: string;
}>;


export type GetProductOptionsQuery = { readonly product: { readonly id: string, readonly version: number, readonly options: ReadonlyArray<{ readonly name: string, readonly attribute: string | null, readonly values: ReadonlyArray<{ readonly value: string, readonly choice: string | null }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }> }> } | null };

export type GetProductAttributesQueryVariables = Exact<{
  id: string;
}>;


export type GetProductAttributesQuery = { readonly product: { readonly id: string, readonly version: number, readonly attributes: ReadonlyArray<
      | { readonly __typename: 'BooleanAttribute', readonly boolean: boolean, readonly code: string, readonly name: string }
      | { readonly __typename: 'ChoiceAttribute', readonly code: string, readonly name: string, readonly choices: ReadonlyArray<{ readonly code: string, readonly name: string, readonly colour: string | null }> }
      | { readonly __typename: 'DateAttribute', readonly date: string, readonly code: string, readonly name: string }
      | { readonly __typename: 'FileAttribute', readonly url: string, readonly code: string, readonly name: string }
      | { readonly __typename: 'NumberAttribute', readonly number: string, readonly unit: string | null, readonly code: string, readonly name: string }
      | { readonly __typename: 'ReferenceAttribute', readonly code: string, readonly name: string, readonly references: ReadonlyArray<
          | { readonly __typename: 'Brand', readonly id: string }
          | { readonly __typename: 'Category', readonly id: string }
          | { readonly __typename: 'Collection', readonly id: string }
          | { readonly __typename: 'Product', readonly id: string }
          | { readonly __typename: 'ProductVariant', readonly id: string }
        > }
      | { readonly __typename: 'RichTextAttribute', readonly html: string, readonly code: string, readonly name: string, readonly translations: ReadonlyArray<{ readonly locale: string, readonly text: string }> }
      | { readonly __typename: 'TextAttribute', readonly text: string, readonly code: string, readonly name: string, readonly translations: ReadonlyArray<{ readonly locale: string, readonly text: string }> }
    > } | null };

export type ListTagsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  search?: string | null | undefined;
}>;


export type ListTagsQuery = { readonly tags: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly name: string, readonly productCount: number }> } };

export type ExplainPriceQueryVariables = Exact<{
  variantId: string;
  quantity?: number;
  customerGroups?: ReadonlyArray<string> | string | null | undefined;
  at?: string | null | undefined;
}>;


export type ExplainPriceQuery = { readonly priceExplanation: { readonly minQuantity: number, readonly decision: string, readonly lists: number, readonly price: { readonly amount: string, readonly currencyCode: string }, readonly compareAtPrice: { readonly amount: string, readonly currencyCode: string } | null, readonly list: { readonly id: string, readonly code: string, readonly name: string } | null } | null };

export type PreviewPriceChangeQueryVariables = Exact<{
  change: PriceChangeInput;
}>;


export type PreviewPriceChangeQuery = { readonly priceChangePreview: { readonly total: number, readonly changed: number, readonly unchanged: number, readonly skipped: number, readonly digest: string, readonly warnings: ReadonlyArray<{ readonly code: PriceWarning, readonly prices: number }>, readonly samples: ReadonlyArray<{ readonly minQuantity: number, readonly warnings: ReadonlyArray<PriceWarning>, readonly before: { readonly amount: string, readonly currencyCode: string }, readonly after: { readonly amount: string, readonly currencyCode: string } | null, readonly variant: { readonly id: string, readonly sku: string } | null }> } };

export type GetPriceChangeQueryVariables = Exact<{
  id: string;
}>;


export type GetPriceChangeQuery = { readonly priceChange: { readonly id: string, readonly state: ChangeState, readonly total: number, readonly done: number, readonly changed: number, readonly conflicts: number, readonly madeBy: string, readonly createdAt: string, readonly finishedAt: string | null } | null };

export type ListPriceChangeItemsQueryVariables = Exact<{
  changeId: string;
  state?: ItemState | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListPriceChangeItemsQuery = { readonly priceChangeItems: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly minQuantity: number, readonly state: ItemState, readonly before: { readonly amount: string, readonly currencyCode: string } | null, readonly after: { readonly amount: string, readonly currencyCode: string }, readonly variant: { readonly id: string, readonly sku: string } | null }> } };

export type ProductTransitionMutationVariables = Exact<{
  input: ProductTransitionInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductTransitionMutation = { readonly productTransition: { readonly product: { readonly id: string, readonly version: number, readonly status: ProductStatus, readonly changedSinceApproval: boolean, readonly review: { readonly submittedBy: string, readonly submittedAt: string, readonly reviewer: string | null } | null, readonly transitions: ReadonlyArray<{ readonly to: ProductStatus, readonly name: string, readonly permission: string, readonly needsReason: boolean, readonly allowed: boolean }>, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string, readonly unpublishAt: string | null, readonly published: boolean }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductReviewerAssignMutationVariables = Exact<{
  input: ProductReviewerAssignInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductReviewerAssignMutation = { readonly productReviewerAssign: { readonly product: { readonly id: string, readonly version: number, readonly status: ProductStatus, readonly changedSinceApproval: boolean, readonly review: { readonly submittedBy: string, readonly submittedAt: string, readonly reviewer: string | null } | null, readonly transitions: ReadonlyArray<{ readonly to: ProductStatus, readonly name: string, readonly permission: string, readonly needsReason: boolean, readonly allowed: boolean }>, readonly publications: ReadonlyArray<{ readonly channel: string, readonly publishedAt: string, readonly unpublishAt: string | null, readonly published: boolean }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductOptionUpdateMutationVariables = Exact<{
  input: ProductOptionUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductOptionUpdateMutation = { readonly productOptionUpdate: { readonly product: { readonly id: string, readonly version: number, readonly options: ReadonlyArray<{ readonly name: string, readonly attribute: string | null, readonly values: ReadonlyArray<{ readonly value: string, readonly choice: string | null }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }> }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly title: string, readonly version: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductOptionAddMutationVariables = Exact<{
  input: ProductOptionAddInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductOptionAddMutation = { readonly productOptionAdd: { readonly product: { readonly id: string, readonly version: number, readonly options: ReadonlyArray<{ readonly name: string, readonly attribute: string | null, readonly values: ReadonlyArray<{ readonly value: string, readonly choice: string | null }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }> }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly title: string, readonly version: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductOptionRemoveMutationVariables = Exact<{
  input: ProductOptionRemoveInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductOptionRemoveMutation = { readonly productOptionRemove: { readonly product: { readonly id: string, readonly version: number, readonly options: ReadonlyArray<{ readonly name: string, readonly attribute: string | null, readonly values: ReadonlyArray<{ readonly value: string, readonly choice: string | null }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }> }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly title: string, readonly version: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductOptionsReorderMutationVariables = Exact<{
  input: ProductOptionsReorderInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductOptionsReorderMutation = { readonly productOptionsReorder: { readonly product: { readonly id: string, readonly version: number, readonly options: ReadonlyArray<{ readonly name: string, readonly attribute: string | null, readonly values: ReadonlyArray<{ readonly value: string, readonly choice: string | null }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }> }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly title: string, readonly version: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductOptionLinkMutationVariables = Exact<{
  input: ProductOptionLinkInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductOptionLinkMutation = { readonly productOptionLink: { readonly product: { readonly id: string, readonly version: number, readonly options: ReadonlyArray<{ readonly name: string, readonly attribute: string | null, readonly values: ReadonlyArray<{ readonly value: string, readonly choice: string | null }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }> }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly title: string, readonly version: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductVariantsGenerateMutationVariables = Exact<{
  input: ProductVariantsGenerateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductVariantsGenerateMutation = { readonly productVariantsGenerate: { readonly existing: number | null, readonly combinations: ReadonlyArray<{ readonly options: ReadonlyArray<string>, readonly sku: string }> | null, readonly product: { readonly id: string, readonly version: number } | null, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly title: string }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductVariantsReorderMutationVariables = Exact<{
  input: ProductVariantsReorderInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductVariantsReorderMutation = { readonly productVariantsReorder: { readonly product: { readonly id: string, readonly version: number, readonly options: ReadonlyArray<{ readonly name: string, readonly attribute: string | null, readonly values: ReadonlyArray<{ readonly value: string, readonly choice: string | null }>, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly values: ReadonlyArray<{ readonly value: string, readonly label: string }> }> }>, readonly variants: ReadonlyArray<{ readonly id: string, readonly sku: string, readonly title: string, readonly version: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type VariantsBulkUpdateMutationVariables = Exact<{
  input: VariantsBulkUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type VariantsBulkUpdateMutation = { readonly variantsBulkUpdate: { readonly count: number | null, readonly results: ReadonlyArray<{ readonly index: number, readonly variant: { readonly id: string, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type VariantsBulkDeleteMutationVariables = Exact<{
  input: VariantsBulkDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type VariantsBulkDeleteMutation = { readonly variantsBulkDelete: { readonly count: number | null, readonly results: ReadonlyArray<{ readonly index: number, readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductsBulkCreateMutationVariables = Exact<{
  input: ProductsBulkCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductsBulkCreateMutation = { readonly productsBulkCreate: { readonly count: number | null, readonly results: ReadonlyArray<{ readonly index: number, readonly product: { readonly id: string, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductsBulkUpdateMutationVariables = Exact<{
  input: ProductsBulkUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductsBulkUpdateMutation = { readonly productsBulkUpdate: { readonly count: number | null, readonly results: ReadonlyArray<{ readonly index: number, readonly product: { readonly id: string, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type AttributeChoiceUpdateMutationVariables = Exact<{
  input: AttributeChoiceUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type AttributeChoiceUpdateMutation = { readonly attributeChoiceUpdate: { readonly attribute: { readonly version: number, readonly id: string, readonly code: string, readonly name: string, readonly kind: AttributeKind, readonly unit: string | null, readonly filterable: boolean, readonly visible: boolean, readonly position: number, readonly choices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly colour: string | null, readonly imageUrl: string | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type AttributeChoicesReorderMutationVariables = Exact<{
  input: AttributeChoicesReorderInput;
  idempotencyKey?: string | null | undefined;
}>;


export type AttributeChoicesReorderMutation = { readonly attributeChoicesReorder: { readonly attribute: { readonly version: number, readonly id: string, readonly code: string, readonly name: string, readonly kind: AttributeKind, readonly unit: string | null, readonly filterable: boolean, readonly visible: boolean, readonly position: number, readonly choices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly colour: string | null, readonly imageUrl: string | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type AttributeChoiceRemoveMutationVariables = Exact<{
  input: AttributeChoiceRemoveInput;
  idempotencyKey?: string | null | undefined;
}>;


export type AttributeChoiceRemoveMutation = { readonly attributeChoiceRemove: { readonly attribute: { readonly version: number, readonly id: string, readonly code: string, readonly name: string, readonly kind: AttributeKind, readonly unit: string | null, readonly filterable: boolean, readonly visible: boolean, readonly position: number, readonly choices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly colour: string | null, readonly imageUrl: string | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type MetadataUpdateMutationVariables = Exact<{
  input: MetadataUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type MetadataUpdateMutation = { readonly metadataUpdate: { readonly metadata: unknown, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type MetadataDeleteMutationVariables = Exact<{
  input: MetadataDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type MetadataDeleteMutation = { readonly metadataDelete: { readonly metadata: unknown, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type RelationKindUpdateMutationVariables = Exact<{
  input: RelationKindUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type RelationKindUpdateMutation = { readonly relationKindUpdate: { readonly kinds: ReadonlyArray<{ readonly code: string, readonly name: string, readonly symmetric: boolean, readonly position: number }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TagTranslateMutationVariables = Exact<{
  input: TagTranslateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type TagTranslateMutation = { readonly tagTranslate: { readonly tag: { readonly name: string, readonly productCount: number, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TagRenameMutationVariables = Exact<{
  input: TagRenameInput;
  idempotencyKey?: string | null | undefined;
}>;


export type TagRenameMutation = { readonly tagRename: { readonly tag: { readonly name: string, readonly productCount: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TagDeleteMutationVariables = Exact<{
  input: TagDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type TagDeleteMutation = { readonly tagDelete: { readonly deletedTag: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type VariantCostsSetMutationVariables = Exact<{
  input: VariantCostsSetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type VariantCostsSetMutation = { readonly variantCostsSet: { readonly variants: ReadonlyArray<{ readonly id: string, readonly version: number, readonly costs: ReadonlyArray<{ readonly channel: string, readonly cost: { readonly amount: string, readonly currencyCode: string } }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PriceChangeApplyMutationVariables = Exact<{
  input: PriceChangeApplyInput;
  idempotencyKey?: string | null | undefined;
}>;


export type PriceChangeApplyMutation = { readonly priceChangeApply: { readonly priceChange: { readonly id: string, readonly state: ChangeState, readonly total: number, readonly done: number, readonly changed: number, readonly conflicts: number, readonly madeBy: string, readonly createdAt: string, readonly finishedAt: string | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PriceChangeUndoMutationVariables = Exact<{
  input: PriceChangeUndoInput;
  idempotencyKey?: string | null | undefined;
}>;


export type PriceChangeUndoMutation = { readonly priceChangeUndo: { readonly priceChange: { readonly id: string, readonly state: ChangeState, readonly total: number, readonly done: number, readonly changed: number, readonly conflicts: number, readonly madeBy: string, readonly createdAt: string, readonly finishedAt: string | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PricesBulkSetMutationVariables = Exact<{
  input: PricesBulkSetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type PricesBulkSetMutation = { readonly pricesBulkSet: { readonly count: number | null, readonly results: ReadonlyArray<{ readonly index: number, readonly variant: { readonly id: string, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type VariantCostsBulkSetMutationVariables = Exact<{
  input: VariantCostsBulkSetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type VariantCostsBulkSetMutation = { readonly variantCostsBulkSet: { readonly count: number | null, readonly results: ReadonlyArray<{ readonly index: number, readonly variant: { readonly id: string, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type BrandCardFragment = { readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string };

export type BrandDetailFragment = { readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly version: number, readonly formerSlugs: ReadonlyArray<string>, readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string }> };

export type AttributeCardFragment = { readonly id: string, readonly code: string, readonly name: string, readonly kind: AttributeKind, readonly unit: string | null, readonly filterable: boolean, readonly visible: boolean, readonly position: number };

export type AttributeDetailFragment = { readonly version: number, readonly id: string, readonly code: string, readonly name: string, readonly kind: AttributeKind, readonly unit: string | null, readonly filterable: boolean, readonly visible: boolean, readonly position: number, readonly choices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly colour: string | null, readonly imageUrl: string | null }> };

export type ProductTypeCardFragment = { readonly id: string, readonly slug: string, readonly name: string, readonly version: number };

export type PriceListCardFragment = { readonly id: string, readonly code: string, readonly name: string, readonly title: string, readonly channel: string, readonly currencyCode: string, readonly priority: number, readonly startsAt: string | null, readonly endsAt: string | null, readonly customerGroups: ReadonlyArray<string>, readonly active: boolean, readonly base: boolean, readonly version: number };

export type ProductTypeDetailFragment = { readonly id: string, readonly slug: string, readonly name: string, readonly version: number, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string }>, readonly attributes: ReadonlyArray<{ readonly scope: AttributeScope, readonly required: boolean, readonly attribute: { readonly id: string, readonly code: string, readonly name: string, readonly kind: AttributeKind, readonly unit: string | null, readonly filterable: boolean, readonly visible: boolean, readonly position: number } }> };

export type ListProductTypesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListProductTypesQuery = { readonly productTypes: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly name: string, readonly version: number, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string }>, readonly attributes: ReadonlyArray<{ readonly scope: AttributeScope, readonly required: boolean, readonly attribute: { readonly id: string, readonly code: string, readonly name: string, readonly kind: AttributeKind, readonly unit: string | null, readonly filterable: boolean, readonly visible: boolean, readonly position: number } }> }> } };

export type GetProductTypeQueryVariables = Exact<{
  id?: string | null | undefined;
  slug?: string | null | undefined;
}>;


export type GetProductTypeQuery = { readonly productType: { readonly id: string, readonly slug: string, readonly name: string, readonly version: number, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string }>, readonly attributes: ReadonlyArray<{ readonly scope: AttributeScope, readonly required: boolean, readonly attribute: { readonly id: string, readonly code: string, readonly name: string, readonly kind: AttributeKind, readonly unit: string | null, readonly filterable: boolean, readonly visible: boolean, readonly position: number } }> } | null };

export type ListAttributesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListAttributesQuery = { readonly attributes: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly version: number, readonly id: string, readonly code: string, readonly name: string, readonly kind: AttributeKind, readonly unit: string | null, readonly filterable: boolean, readonly visible: boolean, readonly position: number, readonly choices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly colour: string | null, readonly imageUrl: string | null }> }> } };

export type GetAttributeQueryVariables = Exact<{
  id?: string | null | undefined;
  code?: string | null | undefined;
}>;


export type GetAttributeQuery = { readonly attribute: { readonly version: number, readonly id: string, readonly code: string, readonly name: string, readonly kind: AttributeKind, readonly unit: string | null, readonly filterable: boolean, readonly visible: boolean, readonly position: number, readonly choices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly colour: string | null, readonly imageUrl: string | null }> } | null };

export type ListBrandsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  search?: string | null | undefined;
}>;


export type ListBrandsQuery = { readonly brands: { readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string }> } };

export type GetBrandQueryVariables = Exact<{
  id?: string | null | undefined;
  slug?: string | null | undefined;
}>;


export type GetBrandQuery = { readonly brand: { readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly version: number, readonly formerSlugs: ReadonlyArray<string>, readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string }> } | null };

export type ListPriceListsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  channel?: string | null | undefined;
  active?: boolean | null | undefined;
}>;


export type ListPriceListsQuery = { readonly priceLists: { readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly title: string, readonly channel: string, readonly currencyCode: string, readonly priority: number, readonly startsAt: string | null, readonly endsAt: string | null, readonly customerGroups: ReadonlyArray<string>, readonly active: boolean, readonly base: boolean, readonly version: number }> } };

export type GetPriceListQueryVariables = Exact<{
  id?: string | null | undefined;
  code?: string | null | undefined;
}>;


export type GetPriceListQuery = { readonly priceList: { readonly id: string, readonly code: string, readonly name: string, readonly title: string, readonly channel: string, readonly currencyCode: string, readonly priority: number, readonly startsAt: string | null, readonly endsAt: string | null, readonly customerGroups: ReadonlyArray<string>, readonly active: boolean, readonly base: boolean, readonly version: number, readonly titles: ReadonlyArray<{ readonly locale: string, readonly title: string }> } | null };

export type GetPriceHistoryQueryVariables = Exact<{
  id: string;
  channel?: string | null | undefined;
  customerGroup?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type GetPriceHistoryQuery = { readonly productVariant: { readonly id: string, readonly priceHistory: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly channel: string, readonly customerGroup: string, readonly startsAt: string, readonly endsAt: string | null, readonly price: { readonly amount: string, readonly currencyCode: string }, readonly compareAtPrice: { readonly amount: string, readonly currencyCode: string } | null, readonly lowestPrice: { readonly amount: string, readonly currencyCode: string } | null, readonly list: { readonly id: string, readonly code: string, readonly name: string } | null }> } } | null };

export type BrandCreateMutationVariables = Exact<{
  input: BrandCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type BrandCreateMutation = { readonly brandCreate: { readonly brand: { readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly version: number, readonly formerSlugs: ReadonlyArray<string>, readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type BrandUpdateMutationVariables = Exact<{
  input: BrandUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type BrandUpdateMutation = { readonly brandUpdate: { readonly brand: { readonly description: string, readonly seoTitle: string, readonly seoDescription: string, readonly version: number, readonly formerSlugs: ReadonlyArray<string>, readonly id: string, readonly slug: string, readonly name: string, readonly logoUrl: string, readonly translations: ReadonlyArray<{ readonly locale: string, readonly name: string, readonly description: string, readonly seoTitle: string, readonly seoDescription: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type BrandDeleteMutationVariables = Exact<{
  input: BrandDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type BrandDeleteMutation = { readonly brandDelete: { readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductTypeCreateMutationVariables = Exact<{
  input: ProductTypeCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductTypeCreateMutation = { readonly productTypeCreate: { readonly productType: { readonly id: string, readonly slug: string, readonly name: string, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductTypeUpdateMutationVariables = Exact<{
  input: ProductTypeUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductTypeUpdateMutation = { readonly productTypeUpdate: { readonly productType: { readonly id: string, readonly slug: string, readonly name: string, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductTypeDeleteMutationVariables = Exact<{
  input: ProductTypeDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductTypeDeleteMutation = { readonly productTypeDelete: { readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type AttributeCreateMutationVariables = Exact<{
  input: AttributeCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type AttributeCreateMutation = { readonly attributeCreate: { readonly attribute: { readonly version: number, readonly id: string, readonly code: string, readonly name: string, readonly kind: AttributeKind, readonly unit: string | null, readonly filterable: boolean, readonly visible: boolean, readonly position: number, readonly choices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly colour: string | null, readonly imageUrl: string | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type AttributeUpdateMutationVariables = Exact<{
  input: AttributeUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type AttributeUpdateMutation = { readonly attributeUpdate: { readonly attribute: { readonly version: number, readonly id: string, readonly code: string, readonly name: string, readonly kind: AttributeKind, readonly unit: string | null, readonly filterable: boolean, readonly visible: boolean, readonly position: number, readonly choices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly colour: string | null, readonly imageUrl: string | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type AttributeDeleteMutationVariables = Exact<{
  input: AttributeDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type AttributeDeleteMutation = { readonly attributeDelete: { readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type AttributeChoicesAddMutationVariables = Exact<{
  input: AttributeChoicesAddInput;
  idempotencyKey?: string | null | undefined;
}>;


export type AttributeChoicesAddMutation = { readonly attributeChoicesAdd: { readonly attribute: { readonly version: number, readonly id: string, readonly code: string, readonly name: string, readonly kind: AttributeKind, readonly unit: string | null, readonly filterable: boolean, readonly visible: boolean, readonly position: number, readonly choices: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly colour: string | null, readonly imageUrl: string | null }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PriceListCreateMutationVariables = Exact<{
  input: PriceListCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type PriceListCreateMutation = { readonly priceListCreate: { readonly priceList: { readonly id: string, readonly code: string, readonly name: string, readonly title: string, readonly channel: string, readonly currencyCode: string, readonly priority: number, readonly startsAt: string | null, readonly endsAt: string | null, readonly customerGroups: ReadonlyArray<string>, readonly active: boolean, readonly base: boolean, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PriceListUpdateMutationVariables = Exact<{
  input: PriceListUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type PriceListUpdateMutation = { readonly priceListUpdate: { readonly priceList: { readonly id: string, readonly code: string, readonly name: string, readonly title: string, readonly channel: string, readonly currencyCode: string, readonly priority: number, readonly startsAt: string | null, readonly endsAt: string | null, readonly customerGroups: ReadonlyArray<string>, readonly active: boolean, readonly base: boolean, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PriceListDeleteMutationVariables = Exact<{
  input: PriceListDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type PriceListDeleteMutation = { readonly priceListDelete: { readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PricesSetMutationVariables = Exact<{
  input: PricesSetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type PricesSetMutation = { readonly pricesSet: { readonly variants: ReadonlyArray<{ readonly id: string, readonly version: number }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductsBulkPublishMutationVariables = Exact<{
  input: ProductsBulkPublishInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductsBulkPublishMutation = { readonly productsBulkPublish: { readonly count: number | null, readonly results: ReadonlyArray<{ readonly index: number, readonly product: { readonly id: string, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductsBulkUnpublishMutationVariables = Exact<{
  input: ProductsBulkUnpublishInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductsBulkUnpublishMutation = { readonly productsBulkUnpublish: { readonly count: number | null, readonly results: ReadonlyArray<{ readonly index: number, readonly product: { readonly id: string, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductsBulkTagMutationVariables = Exact<{
  input: ProductsBulkTagInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductsBulkTagMutation = { readonly productsBulkTag: { readonly count: number | null, readonly results: ReadonlyArray<{ readonly index: number, readonly product: { readonly id: string, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductsBulkFileMutationVariables = Exact<{
  input: ProductsBulkFileInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductsBulkFileMutation = { readonly productsBulkFile: { readonly count: number | null, readonly results: ReadonlyArray<{ readonly index: number, readonly product: { readonly id: string, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductsBulkTransitionMutationVariables = Exact<{
  input: ProductsBulkTransitionInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductsBulkTransitionMutation = { readonly productsBulkTransition: { readonly count: number | null, readonly results: ReadonlyArray<{ readonly index: number, readonly product: { readonly id: string, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductsBulkDeleteMutationVariables = Exact<{
  input: ProductsBulkDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductsBulkDeleteMutation = { readonly productsBulkDelete: { readonly count: number | null, readonly results: ReadonlyArray<{ readonly index: number, readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderLineBriefFragment = { readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly quantity: number, readonly orderedQuantity: number, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } };

export type EditedOrderFragment = { readonly version: number, readonly id: string, readonly number: string, readonly token: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly fulfilmentState: FulfilmentState, readonly placedAt: string, readonly cancelledAt: string | null, readonly cancelReason: string, readonly channel: string, readonly currencyCode: string, readonly customerId: string | null, readonly email: string, readonly phone: string | null, readonly phoneFormatted: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly taxTreatment: TaxTreatment, readonly taxNumber: string, readonly taxExemption: string, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly overpaid: { readonly amount: string, readonly currencyCode: string }, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly shippedQuantity: number, readonly incompleteQuantity: number, readonly returnedQuantity: number, readonly taxRate: string, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly components: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly delivery: { readonly code: string, readonly name: string, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> } };

export type GetOrderEditPreviewQueryVariables = Exact<{
  input: OrderEditInput;
}>;


export type GetOrderEditPreviewQuery = { readonly orderEditPreview: { readonly version: number, readonly difference: { readonly amount: string, readonly currencyCode: string }, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly overpaid: { readonly amount: string, readonly currencyCode: string }, readonly lines: ReadonlyArray<{ readonly touched: boolean, readonly difference: { readonly amount: string, readonly currencyCode: string }, readonly before: { readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly quantity: number, readonly orderedQuantity: number, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly after: { readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly quantity: number, readonly orderedQuantity: number, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null }>, readonly deliveryBefore: { readonly code: string, readonly name: string, readonly price: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly deliveryAfter: { readonly code: string, readonly name: string, readonly price: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly totalsBefore: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly totalsAfter: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }, readonly refunds: ReadonlyArray<{ readonly amount: { readonly amount: string, readonly currencyCode: string }, readonly payment: { readonly id: string, readonly method: string } }> } };

export type OrderEditApplyMutationVariables = Exact<{
  input: OrderEditApplyInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderEditApplyMutation = { readonly orderEditApply: { readonly order: { readonly version: number, readonly id: string, readonly number: string, readonly token: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly fulfilmentState: FulfilmentState, readonly placedAt: string, readonly cancelledAt: string | null, readonly cancelReason: string, readonly channel: string, readonly currencyCode: string, readonly customerId: string | null, readonly email: string, readonly phone: string | null, readonly phoneFormatted: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly taxTreatment: TaxTreatment, readonly taxNumber: string, readonly taxExemption: string, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly overpaid: { readonly amount: string, readonly currencyCode: string }, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly shippedQuantity: number, readonly incompleteQuantity: number, readonly returnedQuantity: number, readonly taxRate: string, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly components: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly delivery: { readonly code: string, readonly name: string, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> } } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderLinesCancelMutationVariables = Exact<{
  input: OrderLinesCancelInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderLinesCancelMutation = { readonly orderLinesCancel: { readonly order: { readonly version: number, readonly id: string, readonly number: string, readonly token: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly fulfilmentState: FulfilmentState, readonly placedAt: string, readonly cancelledAt: string | null, readonly cancelReason: string, readonly channel: string, readonly currencyCode: string, readonly customerId: string | null, readonly email: string, readonly phone: string | null, readonly phoneFormatted: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly taxTreatment: TaxTreatment, readonly taxNumber: string, readonly taxExemption: string, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly overpaid: { readonly amount: string, readonly currencyCode: string }, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly shippedQuantity: number, readonly incompleteQuantity: number, readonly returnedQuantity: number, readonly taxRate: string, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly components: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly delivery: { readonly code: string, readonly name: string, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> } } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderExportFragment = { readonly id: string, readonly state: OrderExportState, readonly format: OrderFileFormat, readonly name: string, readonly ordersDone: number, readonly url: string | null, readonly stopCode: string | null, readonly stopMessage: string | null, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly expiresAt: string | null };

export type GetOrderExportQueryVariables = Exact<{
  id: string;
}>;


export type GetOrderExportQuery = { readonly orderExport: { readonly id: string, readonly state: OrderExportState, readonly format: OrderFileFormat, readonly name: string, readonly ordersDone: number, readonly url: string | null, readonly stopCode: string | null, readonly stopMessage: string | null, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly expiresAt: string | null } | null };

export type ListOrderExportsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListOrderExportsQuery = { readonly orderExports: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: OrderExportState, readonly format: OrderFileFormat, readonly name: string, readonly ordersDone: number, readonly url: string | null, readonly stopCode: string | null, readonly stopMessage: string | null, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly expiresAt: string | null }> } };

export type OrderExportStartMutationVariables = Exact<{
  input: OrderExportStartInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderExportStartMutation = { readonly orderExportStart: { readonly export: { readonly id: string, readonly state: OrderExportState, readonly format: OrderFileFormat, readonly name: string, readonly ordersDone: number, readonly url: string | null, readonly stopCode: string | null, readonly stopMessage: string | null, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly expiresAt: string | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderExportCancelMutationVariables = Exact<{
  input: OrderExportCancelInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderExportCancelMutation = { readonly orderExportCancel: { readonly export: { readonly id: string, readonly state: OrderExportState, readonly format: OrderFileFormat, readonly name: string, readonly ordersDone: number, readonly url: string | null, readonly stopCode: string | null, readonly stopMessage: string | null, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly expiresAt: string | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderNoteFragment = { readonly id: string, readonly text: string, readonly shownToBuyer: boolean, readonly createdAt: string, readonly changedAt: string, readonly author: { readonly type: ActorType, readonly id: string, readonly name: string } };

export type GetOrderHistoryQueryVariables = Exact<{
  id?: string | null | undefined;
  number?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type GetOrderHistoryQuery = { readonly order: { readonly id: string, readonly staffNotes: ReadonlyArray<{ readonly id: string, readonly text: string, readonly shownToBuyer: boolean, readonly createdAt: string, readonly changedAt: string, readonly author: { readonly type: ActorType, readonly id: string, readonly name: string } }>, readonly history: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly at: string, readonly kind: string, readonly detail: unknown, readonly shownToBuyer: boolean, readonly actor: { readonly type: ActorType, readonly id: string, readonly name: string } }> } } | null };

export type OrderNoteAddMutationVariables = Exact<{
  input: OrderNoteAddInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderNoteAddMutation = { readonly orderNoteAdd: { readonly note: { readonly id: string, readonly text: string, readonly shownToBuyer: boolean, readonly createdAt: string, readonly changedAt: string, readonly author: { readonly type: ActorType, readonly id: string, readonly name: string } } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderNoteUpdateMutationVariables = Exact<{
  input: OrderNoteUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderNoteUpdateMutation = { readonly orderNoteUpdate: { readonly note: { readonly id: string, readonly text: string, readonly shownToBuyer: boolean, readonly createdAt: string, readonly changedAt: string, readonly author: { readonly type: ActorType, readonly id: string, readonly name: string } } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderNoteRemoveMutationVariables = Exact<{
  input: OrderNoteRemoveInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderNoteRemoveMutation = { readonly orderNoteRemove: { readonly order: { readonly id: string, readonly staffNotes: ReadonlyArray<{ readonly id: string, readonly text: string, readonly shownToBuyer: boolean, readonly createdAt: string, readonly changedAt: string, readonly author: { readonly type: ActorType, readonly id: string, readonly name: string } }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderLineFragment = { readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly shippedQuantity: number, readonly incompleteQuantity: number, readonly returnedQuantity: number, readonly taxRate: string, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly components: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } };

export type OrderFragment = { readonly id: string, readonly number: string, readonly token: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly fulfilmentState: FulfilmentState, readonly placedAt: string, readonly cancelledAt: string | null, readonly cancelReason: string, readonly channel: string, readonly currencyCode: string, readonly customerId: string | null, readonly email: string, readonly phone: string | null, readonly phoneFormatted: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly taxTreatment: TaxTreatment, readonly taxNumber: string, readonly taxExemption: string, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly shippedQuantity: number, readonly incompleteQuantity: number, readonly returnedQuantity: number, readonly taxRate: string, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly components: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly delivery: { readonly code: string, readonly name: string, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> } };

export type GetOrderQueryVariables = Exact<{
  id?: string | null | undefined;
  number?: string | null | undefined;
}>;


export type GetOrderQuery = { readonly order: { readonly id: string, readonly number: string, readonly token: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly fulfilmentState: FulfilmentState, readonly placedAt: string, readonly cancelledAt: string | null, readonly cancelReason: string, readonly channel: string, readonly currencyCode: string, readonly customerId: string | null, readonly email: string, readonly phone: string | null, readonly phoneFormatted: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly taxTreatment: TaxTreatment, readonly taxNumber: string, readonly taxExemption: string, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly shippedQuantity: number, readonly incompleteQuantity: number, readonly returnedQuantity: number, readonly taxRate: string, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly components: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly delivery: { readonly code: string, readonly name: string, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> } } | null };

export type ListOrdersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  search?: string | null | undefined;
  filter?: OrderFilter | null | undefined;
  sort?: OrderSort | null | undefined;
}>;


export type ListOrdersQuery = { readonly orders: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly fulfilmentState: FulfilmentState, readonly placedAt: string, readonly channel: string, readonly currencyCode: string, readonly email: string, readonly totals: { readonly total: { readonly amount: string, readonly currencyCode: string } } }> } };

export type OrderRowFragment = { readonly id: string, readonly number: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly fulfilmentState: FulfilmentState, readonly placedAt: string, readonly channel: string, readonly currencyCode: string, readonly email: string, readonly totals: { readonly total: { readonly amount: string, readonly currencyCode: string } } };

export type OrderCancelMutationVariables = Exact<{
  input: OrderCancelInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderCancelMutation = { readonly orderCancel: { readonly order: { readonly id: string, readonly number: string, readonly token: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly fulfilmentState: FulfilmentState, readonly placedAt: string, readonly cancelledAt: string | null, readonly cancelReason: string, readonly channel: string, readonly currencyCode: string, readonly customerId: string | null, readonly email: string, readonly phone: string | null, readonly phoneFormatted: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly taxTreatment: TaxTreatment, readonly taxNumber: string, readonly taxExemption: string, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly billingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly urlPath: string | null, readonly quantity: number, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly attributes: unknown, readonly requiresShipping: boolean, readonly shippedQuantity: number, readonly incompleteQuantity: number, readonly returnedQuantity: number, readonly taxRate: string, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean, readonly amount: { readonly amount: string, readonly currencyCode: string } }>, readonly unitPrice: { readonly amount: string, readonly currencyCode: string }, readonly components: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly sku: string, readonly title: string, readonly subtitle: string, readonly slot: string, readonly quantity: number, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly delivery: { readonly code: string, readonly name: string, readonly earliest: string | null, readonly latest: string | null, readonly price: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } } | null, readonly totals: { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> } } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PaymentOperationFragment = { readonly id: string, readonly kind: PaymentOperationKind, readonly state: PaymentOperationState, readonly actor: string, readonly note: string, readonly failure: string | null, readonly providerReference: string, readonly createdAt: string, readonly finishedAt: string | null, readonly amount: { readonly amount: string, readonly currencyCode: string } };

export type PaymentFragment = { readonly id: string, readonly method: string, readonly manual: boolean, readonly state: PaymentState, readonly reason: string | null, readonly providerReference: string, readonly dueAt: string | null, readonly actionUrl: string | null, readonly createdAt: string, readonly updatedAt: string, readonly amount: { readonly amount: string, readonly currencyCode: string }, readonly authorized: { readonly amount: string, readonly currencyCode: string }, readonly captured: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly disputed: { readonly amount: string, readonly currencyCode: string }, readonly capturable: { readonly amount: string, readonly currencyCode: string }, readonly refundable: { readonly amount: string, readonly currencyCode: string }, readonly pendingRefund: { readonly amount: string, readonly currencyCode: string }, readonly operations: ReadonlyArray<{ readonly id: string, readonly kind: PaymentOperationKind, readonly state: PaymentOperationState, readonly actor: string, readonly note: string, readonly failure: string | null, readonly providerReference: string, readonly createdAt: string, readonly finishedAt: string | null, readonly amount: { readonly amount: string, readonly currencyCode: string } }> };

export type RefundPartFragment = { readonly kind: RefundKind, readonly orderLineId: string | null, readonly quantity: number, readonly restock: boolean, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } };

export type RefundFragment = { readonly id: string, readonly state: RefundState, readonly reason: string, readonly actor: string, readonly createdAt: string, readonly settledAt: string | null, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly parts: ReadonlyArray<{ readonly kind: RefundKind, readonly orderLineId: string | null, readonly quantity: number, readonly restock: boolean, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }> };

export type OrderMoneyFragment = { readonly id: string, readonly number: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly paid: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly overpaid: { readonly amount: string, readonly currencyCode: string } };

export type GetOrderPaymentsQueryVariables = Exact<{
  id?: string | null | undefined;
  number?: string | null | undefined;
}>;


export type GetOrderPaymentsQuery = { readonly order: { readonly id: string, readonly number: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly payments: ReadonlyArray<{ readonly id: string, readonly method: string, readonly manual: boolean, readonly state: PaymentState, readonly reason: string | null, readonly providerReference: string, readonly dueAt: string | null, readonly actionUrl: string | null, readonly createdAt: string, readonly updatedAt: string, readonly amount: { readonly amount: string, readonly currencyCode: string }, readonly authorized: { readonly amount: string, readonly currencyCode: string }, readonly captured: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly disputed: { readonly amount: string, readonly currencyCode: string }, readonly capturable: { readonly amount: string, readonly currencyCode: string }, readonly refundable: { readonly amount: string, readonly currencyCode: string }, readonly pendingRefund: { readonly amount: string, readonly currencyCode: string }, readonly operations: ReadonlyArray<{ readonly id: string, readonly kind: PaymentOperationKind, readonly state: PaymentOperationState, readonly actor: string, readonly note: string, readonly failure: string | null, readonly providerReference: string, readonly createdAt: string, readonly finishedAt: string | null, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }>, readonly refunds: ReadonlyArray<{ readonly id: string, readonly state: RefundState, readonly reason: string, readonly actor: string, readonly createdAt: string, readonly settledAt: string | null, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly parts: ReadonlyArray<{ readonly kind: RefundKind, readonly orderLineId: string | null, readonly quantity: number, readonly restock: boolean, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }> }>, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly paid: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly overpaid: { readonly amount: string, readonly currencyCode: string } } | null };

export type ListPaymentsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  state?: PaymentState | null | undefined;
  method?: string | null | undefined;
}>;


export type ListPaymentsQuery = { readonly payments: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly method: string, readonly manual: boolean, readonly state: PaymentState, readonly reason: string | null, readonly providerReference: string, readonly dueAt: string | null, readonly actionUrl: string | null, readonly createdAt: string, readonly updatedAt: string, readonly order: { readonly id: string, readonly number: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly paid: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly overpaid: { readonly amount: string, readonly currencyCode: string } }, readonly amount: { readonly amount: string, readonly currencyCode: string }, readonly authorized: { readonly amount: string, readonly currencyCode: string }, readonly captured: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly disputed: { readonly amount: string, readonly currencyCode: string }, readonly capturable: { readonly amount: string, readonly currencyCode: string }, readonly refundable: { readonly amount: string, readonly currencyCode: string }, readonly pendingRefund: { readonly amount: string, readonly currencyCode: string }, readonly operations: ReadonlyArray<{ readonly id: string, readonly kind: PaymentOperationKind, readonly state: PaymentOperationState, readonly actor: string, readonly note: string, readonly failure: string | null, readonly providerReference: string, readonly createdAt: string, readonly finishedAt: string | null, readonly amount: { readonly amount: string, readonly currencyCode: string } }> }> } };

export type ListRefundsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  state?: RefundState | null | undefined;
}>;


export type ListRefundsQuery = { readonly refunds: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: RefundState, readonly reason: string, readonly actor: string, readonly createdAt: string, readonly settledAt: string | null, readonly order: { readonly id: string, readonly number: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly paid: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly overpaid: { readonly amount: string, readonly currencyCode: string } }, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly parts: ReadonlyArray<{ readonly kind: RefundKind, readonly orderLineId: string | null, readonly quantity: number, readonly restock: boolean, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }> }> } };

export type GetRefundPreviewQueryVariables = Exact<{
  input: OrderRefundInput;
}>;


export type GetRefundPreviewQuery = { readonly refundPreview: { readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly refundable: { readonly amount: string, readonly currencyCode: string }, readonly parts: ReadonlyArray<{ readonly kind: RefundKind, readonly orderLineId: string | null, readonly quantity: number, readonly restock: boolean, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }>, readonly portions: ReadonlyArray<{ readonly amount: { readonly amount: string, readonly currencyCode: string }, readonly payment: { readonly id: string, readonly method: string, readonly manual: boolean } }> } };

export type PaymentCaptureMutationVariables = Exact<{
  input: PaymentCaptureInput;
  idempotencyKey?: string | null | undefined;
}>;


export type PaymentCaptureMutation = { readonly paymentCapture: { readonly operation: { readonly id: string, readonly kind: PaymentOperationKind, readonly state: PaymentOperationState, readonly actor: string, readonly note: string, readonly failure: string | null, readonly providerReference: string, readonly createdAt: string, readonly finishedAt: string | null, readonly amount: { readonly amount: string, readonly currencyCode: string } } | null, readonly payment: { readonly id: string, readonly method: string, readonly manual: boolean, readonly state: PaymentState, readonly reason: string | null, readonly providerReference: string, readonly dueAt: string | null, readonly actionUrl: string | null, readonly createdAt: string, readonly updatedAt: string, readonly amount: { readonly amount: string, readonly currencyCode: string }, readonly authorized: { readonly amount: string, readonly currencyCode: string }, readonly captured: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly disputed: { readonly amount: string, readonly currencyCode: string }, readonly capturable: { readonly amount: string, readonly currencyCode: string }, readonly refundable: { readonly amount: string, readonly currencyCode: string }, readonly pendingRefund: { readonly amount: string, readonly currencyCode: string }, readonly operations: ReadonlyArray<{ readonly id: string, readonly kind: PaymentOperationKind, readonly state: PaymentOperationState, readonly actor: string, readonly note: string, readonly failure: string | null, readonly providerReference: string, readonly createdAt: string, readonly finishedAt: string | null, readonly amount: { readonly amount: string, readonly currencyCode: string } }> } | null, readonly order: { readonly id: string, readonly number: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly paid: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly overpaid: { readonly amount: string, readonly currencyCode: string } } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PaymentVoidMutationVariables = Exact<{
  input: PaymentVoidInput;
  idempotencyKey?: string | null | undefined;
}>;


export type PaymentVoidMutation = { readonly paymentVoid: { readonly operation: { readonly id: string, readonly kind: PaymentOperationKind, readonly state: PaymentOperationState, readonly actor: string, readonly note: string, readonly failure: string | null, readonly providerReference: string, readonly createdAt: string, readonly finishedAt: string | null, readonly amount: { readonly amount: string, readonly currencyCode: string } } | null, readonly payment: { readonly id: string, readonly method: string, readonly manual: boolean, readonly state: PaymentState, readonly reason: string | null, readonly providerReference: string, readonly dueAt: string | null, readonly actionUrl: string | null, readonly createdAt: string, readonly updatedAt: string, readonly amount: { readonly amount: string, readonly currencyCode: string }, readonly authorized: { readonly amount: string, readonly currencyCode: string }, readonly captured: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly disputed: { readonly amount: string, readonly currencyCode: string }, readonly capturable: { readonly amount: string, readonly currencyCode: string }, readonly refundable: { readonly amount: string, readonly currencyCode: string }, readonly pendingRefund: { readonly amount: string, readonly currencyCode: string }, readonly operations: ReadonlyArray<{ readonly id: string, readonly kind: PaymentOperationKind, readonly state: PaymentOperationState, readonly actor: string, readonly note: string, readonly failure: string | null, readonly providerReference: string, readonly createdAt: string, readonly finishedAt: string | null, readonly amount: { readonly amount: string, readonly currencyCode: string } }> } | null, readonly order: { readonly id: string, readonly number: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly paid: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly overpaid: { readonly amount: string, readonly currencyCode: string } } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderPaymentReceiveMutationVariables = Exact<{
  input: OrderPaymentReceiveInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderPaymentReceiveMutation = { readonly orderPaymentReceive: { readonly payment: { readonly id: string, readonly method: string, readonly manual: boolean, readonly state: PaymentState, readonly reason: string | null, readonly providerReference: string, readonly dueAt: string | null, readonly actionUrl: string | null, readonly createdAt: string, readonly updatedAt: string, readonly amount: { readonly amount: string, readonly currencyCode: string }, readonly authorized: { readonly amount: string, readonly currencyCode: string }, readonly captured: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly disputed: { readonly amount: string, readonly currencyCode: string }, readonly capturable: { readonly amount: string, readonly currencyCode: string }, readonly refundable: { readonly amount: string, readonly currencyCode: string }, readonly pendingRefund: { readonly amount: string, readonly currencyCode: string }, readonly operations: ReadonlyArray<{ readonly id: string, readonly kind: PaymentOperationKind, readonly state: PaymentOperationState, readonly actor: string, readonly note: string, readonly failure: string | null, readonly providerReference: string, readonly createdAt: string, readonly finishedAt: string | null, readonly amount: { readonly amount: string, readonly currencyCode: string } }> } | null, readonly order: { readonly id: string, readonly number: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly paid: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly overpaid: { readonly amount: string, readonly currencyCode: string } } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderRefundMutationVariables = Exact<{
  input: OrderRefundInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderRefundMutation = { readonly orderRefund: { readonly refund: { readonly id: string, readonly state: RefundState, readonly reason: string, readonly actor: string, readonly createdAt: string, readonly settledAt: string | null, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly parts: ReadonlyArray<{ readonly kind: RefundKind, readonly orderLineId: string | null, readonly quantity: number, readonly restock: boolean, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }> } | null, readonly order: { readonly id: string, readonly number: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly paid: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly overpaid: { readonly amount: string, readonly currencyCode: string } } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type RefundRetryMutationVariables = Exact<{
  input: RefundRetryInput;
  idempotencyKey?: string | null | undefined;
}>;


export type RefundRetryMutation = { readonly refundRetry: { readonly refund: { readonly id: string, readonly state: RefundState, readonly reason: string, readonly actor: string, readonly createdAt: string, readonly settledAt: string | null, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly parts: ReadonlyArray<{ readonly kind: RefundKind, readonly orderLineId: string | null, readonly quantity: number, readonly restock: boolean, readonly total: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } } }> } | null, readonly order: { readonly id: string, readonly number: string, readonly state: OrderState, readonly paymentState: OrderPaymentState, readonly outstanding: { readonly amount: string, readonly currencyCode: string }, readonly paid: { readonly amount: string, readonly currencyCode: string }, readonly refunded: { readonly amount: string, readonly currencyCode: string }, readonly overpaid: { readonly amount: string, readonly currencyCode: string } } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ShipmentFragment = { readonly id: string, readonly number: string, readonly state: ShipmentState, readonly createdAt: string, readonly shippedAt: string | null, readonly endedAt: string | null, readonly orderId: string, readonly warehouse: { readonly id: string, readonly code: string }, readonly trackings: ReadonlyArray<{ readonly carrier: string, readonly carrierName: string, readonly number: string, readonly url: string | null }>, readonly lines: ReadonlyArray<{ readonly id: string, readonly orderLineId: string, readonly sellableId: string, readonly quantity: number, readonly returned: number }> };

export type ListOrdersToShipQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: OrderToShipFilter | null | undefined;
}>;


export type ListOrdersToShipQuery = { readonly ordersToShip: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly orderId: string, readonly number: string, readonly channel: string, readonly country: string, readonly region: string, readonly postalCode: string, readonly due: string, readonly createdAt: string, readonly complete: boolean, readonly allocations: ReadonlyArray<{ readonly id: string, readonly lineId: string, readonly sellableId: string, readonly quantity: number, readonly state: AllocationState, readonly warehouse: { readonly id: string, readonly code: string } | null }> }> } };

export type ListShipmentsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  state?: ShipmentState | null | undefined;
  warehouseId?: string | null | undefined;
  orderId?: string | null | undefined;
  trackingNumber?: string | null | undefined;
}>;


export type ListShipmentsQuery = { readonly shipments: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: string, readonly state: ShipmentState, readonly createdAt: string, readonly shippedAt: string | null, readonly endedAt: string | null, readonly orderId: string, readonly warehouse: { readonly id: string, readonly code: string }, readonly trackings: ReadonlyArray<{ readonly carrier: string, readonly carrierName: string, readonly number: string, readonly url: string | null }>, readonly lines: ReadonlyArray<{ readonly id: string, readonly orderLineId: string, readonly sellableId: string, readonly quantity: number, readonly returned: number }> }> } };

export type ListShipmentCarriersQueryVariables = Exact<{ [key: string]: never; }>;


export type ListShipmentCarriersQuery = { readonly shipmentCarriers: ReadonlyArray<{ readonly code: string, readonly name: string, readonly trackingUrl: string }> };

export type GetPackingSlipQueryVariables = Exact<{
  id: string;
}>;


export type GetPackingSlipQuery = { readonly shipment: { readonly id: string, readonly number: string, readonly state: ShipmentState, readonly createdAt: string, readonly shippedAt: string | null, readonly endedAt: string | null, readonly orderId: string, readonly warehouse: { readonly name: string, readonly id: string, readonly code: string, readonly address: { readonly company: string, readonly name: string, readonly line1: string, readonly line2: string, readonly postalCode: string, readonly city: string, readonly region: string, readonly country: string } }, readonly order: { readonly number: string, readonly placedAt: string, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly shippingAddress: { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string } | null } | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly orderLineId: string, readonly sellableId: string, readonly quantity: number, readonly returned: number, readonly orderLine: { readonly sku: string, readonly title: string, readonly subtitle: string, readonly imageUrl: string | null, readonly note: string, readonly giftMessage: string, readonly giftWrap: boolean, readonly components: ReadonlyArray<{ readonly sellableId: string, readonly sku: string, readonly title: string }> } | null }>, readonly trackings: ReadonlyArray<{ readonly carrier: string, readonly carrierName: string, readonly number: string, readonly url: string | null }> } | null };

export type ShipmentCreateMutationVariables = Exact<{
  input: ShipmentCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ShipmentCreateMutation = { readonly shipmentCreate: { readonly shipment: { readonly id: string, readonly number: string, readonly state: ShipmentState, readonly createdAt: string, readonly shippedAt: string | null, readonly endedAt: string | null, readonly orderId: string, readonly warehouse: { readonly id: string, readonly code: string }, readonly trackings: ReadonlyArray<{ readonly carrier: string, readonly carrierName: string, readonly number: string, readonly url: string | null }>, readonly lines: ReadonlyArray<{ readonly id: string, readonly orderLineId: string, readonly sellableId: string, readonly quantity: number, readonly returned: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ShipmentShipMutationVariables = Exact<{
  input: ShipmentShipInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ShipmentShipMutation = { readonly shipmentShip: { readonly shipment: { readonly id: string, readonly number: string, readonly state: ShipmentState, readonly createdAt: string, readonly shippedAt: string | null, readonly endedAt: string | null, readonly orderId: string, readonly warehouse: { readonly id: string, readonly code: string }, readonly trackings: ReadonlyArray<{ readonly carrier: string, readonly carrierName: string, readonly number: string, readonly url: string | null }>, readonly lines: ReadonlyArray<{ readonly id: string, readonly orderLineId: string, readonly sellableId: string, readonly quantity: number, readonly returned: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ShipmentBulkShipMutationVariables = Exact<{
  input: ShipmentBulkShipInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ShipmentBulkShipMutation = { readonly shipmentBulkShip: { readonly count: number | null, readonly results: ReadonlyArray<{ readonly index: number, readonly shipment: { readonly id: string, readonly number: string, readonly state: ShipmentState, readonly createdAt: string, readonly shippedAt: string | null, readonly endedAt: string | null, readonly orderId: string, readonly warehouse: { readonly id: string, readonly code: string }, readonly trackings: ReadonlyArray<{ readonly carrier: string, readonly carrierName: string, readonly number: string, readonly url: string | null }>, readonly lines: ReadonlyArray<{ readonly id: string, readonly orderLineId: string, readonly sellableId: string, readonly quantity: number, readonly returned: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ShipmentTrackingSetMutationVariables = Exact<{
  input: ShipmentTrackingSetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ShipmentTrackingSetMutation = { readonly shipmentTrackingSet: { readonly shipment: { readonly id: string, readonly number: string, readonly state: ShipmentState, readonly createdAt: string, readonly shippedAt: string | null, readonly endedAt: string | null, readonly orderId: string, readonly warehouse: { readonly id: string, readonly code: string }, readonly trackings: ReadonlyArray<{ readonly carrier: string, readonly carrierName: string, readonly number: string, readonly url: string | null }>, readonly lines: ReadonlyArray<{ readonly id: string, readonly orderLineId: string, readonly sellableId: string, readonly quantity: number, readonly returned: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ShipmentDeliverMutationVariables = Exact<{
  input: ShipmentDeliverInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ShipmentDeliverMutation = { readonly shipmentDeliver: { readonly shipment: { readonly id: string, readonly number: string, readonly state: ShipmentState, readonly createdAt: string, readonly shippedAt: string | null, readonly endedAt: string | null, readonly orderId: string, readonly warehouse: { readonly id: string, readonly code: string }, readonly trackings: ReadonlyArray<{ readonly carrier: string, readonly carrierName: string, readonly number: string, readonly url: string | null }>, readonly lines: ReadonlyArray<{ readonly id: string, readonly orderLineId: string, readonly sellableId: string, readonly quantity: number, readonly returned: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ShipmentLoseMutationVariables = Exact<{
  input: ShipmentLoseInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ShipmentLoseMutation = { readonly shipmentLose: { readonly shipment: { readonly id: string, readonly number: string, readonly state: ShipmentState, readonly createdAt: string, readonly shippedAt: string | null, readonly endedAt: string | null, readonly orderId: string, readonly warehouse: { readonly id: string, readonly code: string }, readonly trackings: ReadonlyArray<{ readonly carrier: string, readonly carrierName: string, readonly number: string, readonly url: string | null }>, readonly lines: ReadonlyArray<{ readonly id: string, readonly orderLineId: string, readonly sellableId: string, readonly quantity: number, readonly returned: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ShipmentCancelMutationVariables = Exact<{
  input: ShipmentCancelInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ShipmentCancelMutation = { readonly shipmentCancel: { readonly shipment: { readonly id: string, readonly number: string, readonly state: ShipmentState, readonly createdAt: string, readonly shippedAt: string | null, readonly endedAt: string | null, readonly orderId: string, readonly warehouse: { readonly id: string, readonly code: string }, readonly trackings: ReadonlyArray<{ readonly carrier: string, readonly carrierName: string, readonly number: string, readonly url: string | null }>, readonly lines: ReadonlyArray<{ readonly id: string, readonly orderLineId: string, readonly sellableId: string, readonly quantity: number, readonly returned: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderReturnFragment = { readonly id: string, readonly number: string, readonly state: OrderReturnState, readonly reason: string, readonly note: string, readonly byBuyer: boolean, readonly createdAt: string, readonly endedAt: string | null, readonly orderId: string, readonly refundId: string | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly shipmentLineId: string, readonly quantity: number, readonly restocked: number, readonly damaged: number, readonly discarded: number }> };

export type ListOrderReturnsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  state?: OrderReturnState | null | undefined;
}>;


export type ListOrderReturnsQuery = { readonly orderReturns: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: string, readonly state: OrderReturnState, readonly reason: string, readonly note: string, readonly byBuyer: boolean, readonly createdAt: string, readonly endedAt: string | null, readonly orderId: string, readonly refundId: string | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly shipmentLineId: string, readonly quantity: number, readonly restocked: number, readonly damaged: number, readonly discarded: number }> }> } };

export type GetOrderParcelsQueryVariables = Exact<{
  id?: string | null | undefined;
  number?: string | null | undefined;
}>;


export type GetOrderParcelsQuery = { readonly order: { readonly id: string, readonly number: string, readonly fulfilmentState: FulfilmentState, readonly shipments: ReadonlyArray<{ readonly id: string, readonly number: string, readonly state: ShipmentState, readonly createdAt: string, readonly shippedAt: string | null, readonly endedAt: string | null, readonly orderId: string, readonly warehouse: { readonly id: string, readonly code: string }, readonly trackings: ReadonlyArray<{ readonly carrier: string, readonly carrierName: string, readonly number: string, readonly url: string | null }>, readonly lines: ReadonlyArray<{ readonly id: string, readonly orderLineId: string, readonly sellableId: string, readonly quantity: number, readonly returned: number }> }>, readonly returns: ReadonlyArray<{ readonly id: string, readonly number: string, readonly state: OrderReturnState, readonly reason: string, readonly note: string, readonly byBuyer: boolean, readonly createdAt: string, readonly endedAt: string | null, readonly orderId: string, readonly refundId: string | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly shipmentLineId: string, readonly quantity: number, readonly restocked: number, readonly damaged: number, readonly discarded: number }> }> } | null };

export type OrderReturnCreateMutationVariables = Exact<{
  input: OrderReturnCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderReturnCreateMutation = { readonly orderReturnCreate: { readonly orderReturn: { readonly id: string, readonly number: string, readonly state: OrderReturnState, readonly reason: string, readonly note: string, readonly byBuyer: boolean, readonly createdAt: string, readonly endedAt: string | null, readonly orderId: string, readonly refundId: string | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly shipmentLineId: string, readonly quantity: number, readonly restocked: number, readonly damaged: number, readonly discarded: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderReturnApproveMutationVariables = Exact<{
  input: OrderReturnApproveInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderReturnApproveMutation = { readonly orderReturnApprove: { readonly orderReturn: { readonly id: string, readonly number: string, readonly state: OrderReturnState, readonly reason: string, readonly note: string, readonly byBuyer: boolean, readonly createdAt: string, readonly endedAt: string | null, readonly orderId: string, readonly refundId: string | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly shipmentLineId: string, readonly quantity: number, readonly restocked: number, readonly damaged: number, readonly discarded: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderReturnRefuseMutationVariables = Exact<{
  input: OrderReturnRefuseInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderReturnRefuseMutation = { readonly orderReturnRefuse: { readonly orderReturn: { readonly id: string, readonly number: string, readonly state: OrderReturnState, readonly reason: string, readonly note: string, readonly byBuyer: boolean, readonly createdAt: string, readonly endedAt: string | null, readonly orderId: string, readonly refundId: string | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly shipmentLineId: string, readonly quantity: number, readonly restocked: number, readonly damaged: number, readonly discarded: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderReturnReceiveMutationVariables = Exact<{
  input: OrderReturnReceiveInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderReturnReceiveMutation = { readonly orderReturnReceive: { readonly orderReturn: { readonly id: string, readonly number: string, readonly state: OrderReturnState, readonly reason: string, readonly note: string, readonly byBuyer: boolean, readonly createdAt: string, readonly endedAt: string | null, readonly orderId: string, readonly refundId: string | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly shipmentLineId: string, readonly quantity: number, readonly restocked: number, readonly damaged: number, readonly discarded: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type OrderReturnCloseMutationVariables = Exact<{
  input: OrderReturnCloseInput;
  idempotencyKey?: string | null | undefined;
}>;


export type OrderReturnCloseMutation = { readonly orderReturnClose: { readonly orderReturn: { readonly id: string, readonly number: string, readonly state: OrderReturnState, readonly reason: string, readonly note: string, readonly byBuyer: boolean, readonly createdAt: string, readonly endedAt: string | null, readonly orderId: string, readonly refundId: string | null, readonly lines: ReadonlyArray<{ readonly id: string, readonly shipmentLineId: string, readonly quantity: number, readonly restocked: number, readonly damaged: number, readonly discarded: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ChannelFragment = { readonly slug: string, readonly name: string, readonly currencyCode: string, readonly locales: ReadonlyArray<string>, readonly countries: ReadonlyArray<string>, readonly pricesIncludeTax: boolean };

export type GetShopQueryVariables = Exact<{ [key: string]: never; }>;


export type GetShopQuery = { readonly shop: { readonly name: string, readonly locale: string, readonly channel: { readonly slug: string, readonly name: string, readonly currencyCode: string, readonly locales: ReadonlyArray<string>, readonly countries: ReadonlyArray<string>, readonly pricesIncludeTax: boolean }, readonly channels: ReadonlyArray<{ readonly slug: string, readonly name: string, readonly currencyCode: string, readonly locales: ReadonlyArray<string>, readonly countries: ReadonlyArray<string>, readonly pricesIncludeTax: boolean }> } };

export type WarehouseFragment = { readonly id: string, readonly code: string, readonly name: string, readonly priority: number, readonly channels: ReadonlyArray<string>, readonly active: boolean, readonly version: number };

export type StockItemFragment = { readonly id: string, readonly sellableId: string, readonly tracked: boolean, readonly policy: StockPolicy, readonly backorderLimit: number | null, readonly promisedOn: string | null, readonly lowStock: number | null, readonly backordered: number, readonly version: number, readonly levels: ReadonlyArray<{ readonly onHand: number, readonly reserved: number, readonly allocated: number, readonly available: number, readonly incoming: number, readonly damaged: number, readonly safetyStock: number, readonly version: number, readonly warehouse: { readonly id: string, readonly code: string } }> };

export type ListWarehousesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListWarehousesQuery = { readonly warehouses: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly priority: number, readonly channels: ReadonlyArray<string>, readonly active: boolean, readonly version: number }> } };

export type GetStockQueryVariables = Exact<{
  sellableId: string;
}>;


export type GetStockQuery = { readonly stockItem: { readonly id: string, readonly sellableId: string, readonly tracked: boolean, readonly policy: StockPolicy, readonly backorderLimit: number | null, readonly promisedOn: string | null, readonly lowStock: number | null, readonly backordered: number, readonly version: number, readonly levels: ReadonlyArray<{ readonly onHand: number, readonly reserved: number, readonly allocated: number, readonly available: number, readonly incoming: number, readonly damaged: number, readonly safetyStock: number, readonly version: number, readonly warehouse: { readonly id: string, readonly code: string } }> } | null };

export type ListStockQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: StockItemFilter | null | undefined;
}>;


export type ListStockQuery = { readonly stockItems: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly sellableId: string, readonly tracked: boolean, readonly policy: StockPolicy, readonly backorderLimit: number | null, readonly promisedOn: string | null, readonly lowStock: number | null, readonly backordered: number, readonly version: number, readonly levels: ReadonlyArray<{ readonly onHand: number, readonly reserved: number, readonly allocated: number, readonly available: number, readonly incoming: number, readonly damaged: number, readonly safetyStock: number, readonly version: number, readonly warehouse: { readonly id: string, readonly code: string } }> }> } };

export type StockChangeMutationVariables = Exact<{
  input: StockChangeInput;
  idempotencyKey?: string | null | undefined;
}>;


export type StockChangeMutation = { readonly stockChange: { readonly item: { readonly id: string, readonly sellableId: string, readonly tracked: boolean, readonly policy: StockPolicy, readonly backorderLimit: number | null, readonly promisedOn: string | null, readonly lowStock: number | null, readonly backordered: number, readonly version: number, readonly levels: ReadonlyArray<{ readonly onHand: number, readonly reserved: number, readonly allocated: number, readonly available: number, readonly incoming: number, readonly damaged: number, readonly safetyStock: number, readonly version: number, readonly warehouse: { readonly id: string, readonly code: string } }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type StockBulkUpdateMutationVariables = Exact<{
  input: StockBulkUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type StockBulkUpdateMutation = { readonly stockBulkUpdate: { readonly count: number | null, readonly results: ReadonlyArray<{ readonly index: number, readonly item: { readonly id: string } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ListPluginsQueryVariables = Exact<{ [key: string]: never; }>;


export type ListPluginsQuery = { readonly plugins: ReadonlyArray<{ readonly name: string, readonly version: string, readonly requires: ReadonlyArray<string> }> };

export type ListEventDeliveriesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  state?: DeliveryState | null | undefined;
  subscriber?: string | null | undefined;
}>;


export type ListEventDeliveriesQuery = { readonly eventDeliveries: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly subscriber: string, readonly kind: string, readonly name: string, readonly state: DeliveryState, readonly attempts: number, readonly lastError: string | null, readonly nextAttemptAt: string, readonly createdAt: string }> } };

export type EventDeliveriesRetryMutationVariables = Exact<{
  input: EventDeliveriesRetryInput;
  idempotencyKey?: string | null | undefined;
}>;


export type EventDeliveriesRetryMutation = { readonly eventDeliveriesRetry: { readonly retried: number | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TaxClassDetailFragment = { readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly builtin: boolean, readonly version: number };

export type TaxZoneDetailFragment = { readonly id: string, readonly code: string, readonly name: string, readonly priority: number, readonly additive: boolean, readonly active: boolean, readonly version: number, readonly areas: ReadonlyArray<{ readonly country: string, readonly regions: ReadonlyArray<string>, readonly postalCodes: ReadonlyArray<string> }>, readonly rates: ReadonlyArray<{ readonly taxClass: string, readonly name: string, readonly rate: string, readonly priority: number, readonly compound: boolean, readonly validFrom: string | null, readonly validUntil: string | null, readonly names: ReadonlyArray<{ readonly locale: string, readonly text: string }> }> };

export type TaxExemptionDetailFragment = { readonly id: string, readonly customerGroup: string, readonly note: string, readonly countries: ReadonlyArray<string>, readonly validFrom: string | null, readonly validUntil: string | null, readonly version: number, readonly notes: ReadonlyArray<{ readonly locale: string, readonly text: string }> };

export type ListTaxClassesQueryVariables = Exact<{ [key: string]: never; }>;


export type ListTaxClassesQuery = { readonly taxClasses: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly builtin: boolean, readonly version: number }> };

export type ListTaxZonesQueryVariables = Exact<{
  country?: string | null | undefined;
  taxClass?: string | null | undefined;
  active?: boolean | null | undefined;
}>;


export type ListTaxZonesQuery = { readonly taxZones: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly priority: number, readonly additive: boolean, readonly active: boolean, readonly version: number, readonly areas: ReadonlyArray<{ readonly country: string, readonly regions: ReadonlyArray<string>, readonly postalCodes: ReadonlyArray<string> }>, readonly rates: ReadonlyArray<{ readonly taxClass: string, readonly name: string, readonly rate: string, readonly priority: number, readonly compound: boolean, readonly validFrom: string | null, readonly validUntil: string | null, readonly names: ReadonlyArray<{ readonly locale: string, readonly text: string }> }> }> };

export type GetTaxZoneQueryVariables = Exact<{
  id: string;
}>;


export type GetTaxZoneQuery = { readonly taxZone: { readonly id: string, readonly code: string, readonly name: string, readonly priority: number, readonly additive: boolean, readonly active: boolean, readonly version: number, readonly areas: ReadonlyArray<{ readonly country: string, readonly regions: ReadonlyArray<string>, readonly postalCodes: ReadonlyArray<string> }>, readonly rates: ReadonlyArray<{ readonly taxClass: string, readonly name: string, readonly rate: string, readonly priority: number, readonly compound: boolean, readonly validFrom: string | null, readonly validUntil: string | null, readonly names: ReadonlyArray<{ readonly locale: string, readonly text: string }> }> } | null };

export type ListTaxExemptionsQueryVariables = Exact<{ [key: string]: never; }>;


export type ListTaxExemptionsQuery = { readonly taxExemptions: ReadonlyArray<{ readonly id: string, readonly customerGroup: string, readonly note: string, readonly countries: ReadonlyArray<string>, readonly validFrom: string | null, readonly validUntil: string | null, readonly version: number, readonly notes: ReadonlyArray<{ readonly locale: string, readonly text: string }> }> };

export type PreviewTaxesQueryVariables = Exact<{
  country: string;
  region?: string | null | undefined;
  postalCode?: string | null | undefined;
  taxClass?: string | null | undefined;
  taxNumber?: string | null | undefined;
  customerGroup?: string | null | undefined;
}>;


export type PreviewTaxesQuery = { readonly taxPreview: { readonly combinedRate: string, readonly treatment: TaxTreatment, readonly note: string, readonly zones: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string }>, readonly rates: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly compound: boolean }> } };

export type TaxClassCreateMutationVariables = Exact<{
  input: TaxClassCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type TaxClassCreateMutation = { readonly taxClassCreate: { readonly taxClass: { readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly builtin: boolean, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TaxClassUpdateMutationVariables = Exact<{
  input: TaxClassUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type TaxClassUpdateMutation = { readonly taxClassUpdate: { readonly taxClass: { readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly builtin: boolean, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TaxClassDeleteMutationVariables = Exact<{
  input: TaxClassDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type TaxClassDeleteMutation = { readonly taxClassDelete: { readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TaxZoneCreateMutationVariables = Exact<{
  input: TaxZoneCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type TaxZoneCreateMutation = { readonly taxZoneCreate: { readonly taxZone: { readonly id: string, readonly code: string, readonly name: string, readonly priority: number, readonly additive: boolean, readonly active: boolean, readonly version: number, readonly areas: ReadonlyArray<{ readonly country: string, readonly regions: ReadonlyArray<string>, readonly postalCodes: ReadonlyArray<string> }>, readonly rates: ReadonlyArray<{ readonly taxClass: string, readonly name: string, readonly rate: string, readonly priority: number, readonly compound: boolean, readonly validFrom: string | null, readonly validUntil: string | null, readonly names: ReadonlyArray<{ readonly locale: string, readonly text: string }> }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TaxZoneUpdateMutationVariables = Exact<{
  input: TaxZoneUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type TaxZoneUpdateMutation = { readonly taxZoneUpdate: { readonly taxZone: { readonly id: string, readonly code: string, readonly name: string, readonly priority: number, readonly additive: boolean, readonly active: boolean, readonly version: number, readonly areas: ReadonlyArray<{ readonly country: string, readonly regions: ReadonlyArray<string>, readonly postalCodes: ReadonlyArray<string> }>, readonly rates: ReadonlyArray<{ readonly taxClass: string, readonly name: string, readonly rate: string, readonly priority: number, readonly compound: boolean, readonly validFrom: string | null, readonly validUntil: string | null, readonly names: ReadonlyArray<{ readonly locale: string, readonly text: string }> }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TaxZoneDeleteMutationVariables = Exact<{
  input: TaxZoneDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type TaxZoneDeleteMutation = { readonly taxZoneDelete: { readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TaxExemptionCreateMutationVariables = Exact<{
  input: TaxExemptionCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type TaxExemptionCreateMutation = { readonly taxExemptionCreate: { readonly taxExemption: { readonly id: string, readonly customerGroup: string, readonly note: string, readonly countries: ReadonlyArray<string>, readonly validFrom: string | null, readonly validUntil: string | null, readonly version: number, readonly notes: ReadonlyArray<{ readonly locale: string, readonly text: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TaxExemptionUpdateMutationVariables = Exact<{
  input: TaxExemptionUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type TaxExemptionUpdateMutation = { readonly taxExemptionUpdate: { readonly taxExemption: { readonly id: string, readonly customerGroup: string, readonly note: string, readonly countries: ReadonlyArray<string>, readonly validFrom: string | null, readonly validUntil: string | null, readonly version: number, readonly notes: ReadonlyArray<{ readonly locale: string, readonly text: string }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TaxExemptionDeleteMutationVariables = Exact<{
  input: TaxExemptionDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type TaxExemptionDeleteMutation = { readonly taxExemptionDelete: { readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CartTaxExemptionSetMutationVariables = Exact<{
  input: CartTaxExemptionSetInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartTaxExemptionSetMutation = { readonly cartTaxExemptionSet: { readonly cart: { readonly id: string, readonly taxExemption: string, readonly taxTreatment: TaxTreatment } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductImportFragment = { readonly id: string, readonly state: TransferState, readonly fileName: string, readonly dryRun: boolean, readonly atomic: boolean, readonly rowsTotal: number, readonly rowsDone: number, readonly created: number, readonly updated: number, readonly unchanged: number, readonly failed: number, readonly unpublished: number, readonly problemCount: number, readonly stopCode: string | null, readonly stopMessage: string | null, readonly cancelRequested: boolean, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly reportUrl: string | null };

export type ProductExportFragment = { readonly id: string, readonly state: TransferState, readonly fileName: string, readonly productsTotal: number, readonly productsDone: number, readonly stopCode: string | null, readonly stopMessage: string | null, readonly cancelRequested: boolean, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly expiresAt: string | null, readonly url: string | null };

export type GetProductImportQueryVariables = Exact<{
  id: string;
}>;


export type GetProductImportQuery = { readonly productImport: { readonly id: string, readonly state: TransferState, readonly fileName: string, readonly dryRun: boolean, readonly atomic: boolean, readonly rowsTotal: number, readonly rowsDone: number, readonly created: number, readonly updated: number, readonly unchanged: number, readonly failed: number, readonly unpublished: number, readonly problemCount: number, readonly stopCode: string | null, readonly stopMessage: string | null, readonly cancelRequested: boolean, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly reportUrl: string | null } | null };

export type ListProductImportsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  states?: ReadonlyArray<TransferState> | TransferState | null | undefined;
}>;


export type ListProductImportsQuery = { readonly productImports: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: TransferState, readonly fileName: string, readonly dryRun: boolean, readonly atomic: boolean, readonly rowsTotal: number, readonly rowsDone: number, readonly created: number, readonly updated: number, readonly unchanged: number, readonly failed: number, readonly unpublished: number, readonly problemCount: number, readonly stopCode: string | null, readonly stopMessage: string | null, readonly cancelRequested: boolean, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly reportUrl: string | null }> } };

export type ListProductImportProblemsQueryVariables = Exact<{
  importId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListProductImportProblemsQuery = { readonly productImportProblems: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly row: number, readonly column: string, readonly code: string, readonly message: string, readonly handle: string }> } };

export type ProductImportStartMutationVariables = Exact<{
  input: ProductImportStartInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductImportStartMutation = { readonly productImportStart: { readonly productImport: { readonly id: string, readonly state: TransferState, readonly fileName: string, readonly dryRun: boolean, readonly atomic: boolean, readonly rowsTotal: number, readonly rowsDone: number, readonly created: number, readonly updated: number, readonly unchanged: number, readonly failed: number, readonly unpublished: number, readonly problemCount: number, readonly stopCode: string | null, readonly stopMessage: string | null, readonly cancelRequested: boolean, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly reportUrl: string | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductImportCancelMutationVariables = Exact<{
  input: ProductImportCancelInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductImportCancelMutation = { readonly productImportCancel: { readonly productImport: { readonly id: string, readonly state: TransferState, readonly fileName: string, readonly dryRun: boolean, readonly atomic: boolean, readonly rowsTotal: number, readonly rowsDone: number, readonly created: number, readonly updated: number, readonly unchanged: number, readonly failed: number, readonly unpublished: number, readonly problemCount: number, readonly stopCode: string | null, readonly stopMessage: string | null, readonly cancelRequested: boolean, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly reportUrl: string | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductImportResumeMutationVariables = Exact<{
  input: ProductImportResumeInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductImportResumeMutation = { readonly productImportResume: { readonly productImport: { readonly id: string, readonly state: TransferState, readonly fileName: string, readonly dryRun: boolean, readonly atomic: boolean, readonly rowsTotal: number, readonly rowsDone: number, readonly created: number, readonly updated: number, readonly unchanged: number, readonly failed: number, readonly unpublished: number, readonly problemCount: number, readonly stopCode: string | null, readonly stopMessage: string | null, readonly cancelRequested: boolean, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly reportUrl: string | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type GetProductExportQueryVariables = Exact<{
  id: string;
}>;


export type GetProductExportQuery = { readonly productExport: { readonly id: string, readonly state: TransferState, readonly fileName: string, readonly productsTotal: number, readonly productsDone: number, readonly stopCode: string | null, readonly stopMessage: string | null, readonly cancelRequested: boolean, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly expiresAt: string | null, readonly url: string | null } | null };

export type ListProductExportsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  states?: ReadonlyArray<TransferState> | TransferState | null | undefined;
}>;


export type ListProductExportsQuery = { readonly productExports: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: TransferState, readonly fileName: string, readonly productsTotal: number, readonly productsDone: number, readonly stopCode: string | null, readonly stopMessage: string | null, readonly cancelRequested: boolean, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly expiresAt: string | null, readonly url: string | null }> } };

export type ProductExportStartMutationVariables = Exact<{
  input: ProductExportStartInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductExportStartMutation = { readonly productExportStart: { readonly productExport: { readonly id: string, readonly state: TransferState, readonly fileName: string, readonly productsTotal: number, readonly productsDone: number, readonly stopCode: string | null, readonly stopMessage: string | null, readonly cancelRequested: boolean, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly expiresAt: string | null, readonly url: string | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProductExportCancelMutationVariables = Exact<{
  input: ProductExportCancelInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ProductExportCancelMutation = { readonly productExportCancel: { readonly productExport: { readonly id: string, readonly state: TransferState, readonly fileName: string, readonly productsTotal: number, readonly productsDone: number, readonly stopCode: string | null, readonly stopMessage: string | null, readonly cancelRequested: boolean, readonly requestedBy: string, readonly createdAt: string, readonly updatedAt: string, readonly finishedAt: string | null, readonly expiresAt: string | null, readonly url: string | null } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type FileUploadCreateMutationVariables = Exact<{
  input: FileUploadCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type FileUploadCreateMutation = { readonly fileUploadCreate: { readonly upload: { readonly id: string, readonly url: string, readonly method: string, readonly expiresAt: string } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type FileUploadCompleteMutationVariables = Exact<{
  input: FileUploadCompleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type FileUploadCompleteMutation = { readonly fileUploadComplete: { readonly file: { readonly id: string, readonly name: string, readonly kind: FileKind, readonly contentType: string, readonly bytes: number, readonly url: string } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type UploadedFileFragment = { readonly id: string, readonly name: string, readonly kind: FileKind, readonly contentType: string, readonly bytes: number, readonly url: string };

export type MoneyFragment = { readonly amount: string, readonly currencyCode: string };

export type TaxedMoneyFragment = { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } };

export type AddressFragment = { readonly country: string, readonly name: string, readonly line1: string, readonly line2: string, readonly city: string, readonly district: string, readonly region: string, readonly postalCode: string, readonly company: string, readonly phone: string, readonly phoneFormatted: string };

export type TotalsFragment = { readonly pricesIncludeTax: boolean, readonly subtotal: { readonly amount: string, readonly currencyCode: string }, readonly lines: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly delivery: { readonly net: { readonly amount: string, readonly currencyCode: string }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly gross: { readonly amount: string, readonly currencyCode: string } }, readonly tax: { readonly amount: string, readonly currencyCode: string }, readonly total: { readonly amount: string, readonly currencyCode: string }, readonly taxes: ReadonlyArray<{ readonly name: string, readonly rate: string, readonly base: { readonly amount: string, readonly currencyCode: string }, readonly amount: { readonly amount: string, readonly currencyCode: string } }> };

export type PageInfoFragment = { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null };

export type UserErrorFragment = { readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null };

export type StockTransferFragment = { readonly id: string, readonly state: StockTransferState, readonly reference: string, readonly note: string, readonly createdAt: string, readonly source: { readonly id: string, readonly code: string }, readonly destination: { readonly id: string, readonly code: string }, readonly lines: ReadonlyArray<{ readonly sellableId: string, readonly quantity: number, readonly inTransit: number, readonly received: number, readonly damaged: number, readonly returned: number, readonly lost: number }> };

export type ListStockTransfersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  state?: StockTransferState | null | undefined;
}>;


export type ListStockTransfersQuery = { readonly stockTransfers: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: StockTransferState, readonly reference: string, readonly note: string, readonly createdAt: string, readonly source: { readonly id: string, readonly code: string }, readonly destination: { readonly id: string, readonly code: string }, readonly lines: ReadonlyArray<{ readonly sellableId: string, readonly quantity: number, readonly inTransit: number, readonly received: number, readonly damaged: number, readonly returned: number, readonly lost: number }> }> } };

export type WarehouseCreateMutationVariables = Exact<{
  input: WarehouseCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type WarehouseCreateMutation = { readonly warehouseCreate: { readonly warehouse: { readonly id: string, readonly code: string, readonly name: string, readonly priority: number, readonly channels: ReadonlyArray<string>, readonly active: boolean, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type WarehouseUpdateMutationVariables = Exact<{
  input: WarehouseUpdateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type WarehouseUpdateMutation = { readonly warehouseUpdate: { readonly warehouse: { readonly id: string, readonly code: string, readonly name: string, readonly priority: number, readonly channels: ReadonlyArray<string>, readonly active: boolean, readonly version: number } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type WarehouseDeleteMutationVariables = Exact<{
  input: WarehouseDeleteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type WarehouseDeleteMutation = { readonly warehouseDelete: { readonly deletedId: string | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type StockTransferCreateMutationVariables = Exact<{
  input: StockTransferCreateInput;
  idempotencyKey?: string | null | undefined;
}>;


export type StockTransferCreateMutation = { readonly stockTransferCreate: { readonly transfer: { readonly id: string, readonly state: StockTransferState, readonly reference: string, readonly note: string, readonly createdAt: string, readonly source: { readonly id: string, readonly code: string }, readonly destination: { readonly id: string, readonly code: string }, readonly lines: ReadonlyArray<{ readonly sellableId: string, readonly quantity: number, readonly inTransit: number, readonly received: number, readonly damaged: number, readonly returned: number, readonly lost: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type StockTransferReceiveMutationVariables = Exact<{
  input: StockTransferReceiveInput;
  idempotencyKey?: string | null | undefined;
}>;


export type StockTransferReceiveMutation = { readonly stockTransferReceive: { readonly transfer: { readonly id: string, readonly state: StockTransferState, readonly reference: string, readonly note: string, readonly createdAt: string, readonly source: { readonly id: string, readonly code: string }, readonly destination: { readonly id: string, readonly code: string }, readonly lines: ReadonlyArray<{ readonly sellableId: string, readonly quantity: number, readonly inTransit: number, readonly received: number, readonly damaged: number, readonly returned: number, readonly lost: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type StockTransferEndMutationVariables = Exact<{
  input: StockTransferEndInput;
  idempotencyKey?: string | null | undefined;
}>;


export type StockTransferEndMutation = { readonly stockTransferEnd: { readonly transfer: { readonly id: string, readonly state: StockTransferState, readonly reference: string, readonly note: string, readonly createdAt: string, readonly source: { readonly id: string, readonly code: string }, readonly destination: { readonly id: string, readonly code: string }, readonly lines: ReadonlyArray<{ readonly sellableId: string, readonly quantity: number, readonly inTransit: number, readonly received: number, readonly damaged: number, readonly returned: number, readonly lost: number }> } | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type AllocationMoveMutationVariables = Exact<{
  input: AllocationMoveInput;
  idempotencyKey?: string | null | undefined;
}>;


export type AllocationMoveMutation = { readonly allocationMove: { readonly allocations: ReadonlyArray<{ readonly id: string, readonly lineId: string, readonly sellableId: string, readonly state: AllocationState, readonly quantity: number, readonly warehouse: { readonly id: string, readonly code: string } | null }> | null, readonly errors: ReadonlyArray<{ readonly code: string, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export const OrderCaseFragmentDoc = new TypedDocumentString(`
    fragment OrderCase on OrderCase {
  id
  number
  channel
  state
  resolution
  score
  held
  assignee
  openedAt
  updatedAt
  closedAt
  version
  cartId
  concerns {
    rule
    weight
    details
    state
    foundAt
    endedAt
  }
}
    `, {"fragmentName":"OrderCase"}) as unknown as TypedDocumentString<OrderCaseFragment, unknown>;
export const ConcernRuleFragmentDoc = new TypedDocumentString(`
    fragment ConcernRule on ConcernRule {
  rule
  code
  channel
  setByStaff
  version
  enabled
  weight
  count
  hours
  percent
  amounts {
    amount
    currencyCode
  }
  active
  gone
  resolved
  falseAlarms
}
    `, {"fragmentName":"ConcernRule"}) as unknown as TypedDocumentString<ConcernRuleFragment, unknown>;
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
export const ProductRowFragmentDoc = new TypedDocumentString(`
    fragment ProductRow on Product {
  id
  slug
  title
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  updatedAt
  publications {
    channel
    publishedAt
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
}`, {"fragmentName":"ProductRow"}) as unknown as TypedDocumentString<ProductRowFragment, unknown>;
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
export const ProductVariantFragmentDoc = new TypedDocumentString(`
    fragment ProductVariant on ProductVariant {
  id
  sku
  barcode
  title
  requiresShipping
  trackStock
  weightGrams
  dimensions {
    lengthMm
    widthMm
    heightMm
    volumeCm3
  }
  purchaseLimit {
    pieces
    days
  }
  taxClass
  selectedOptions {
    name
    value
    label
  }
  media {
    ...Media
  }
  prices {
    channel
    price {
      ...Money
    }
    compareAt {
      ...Money
    }
  }
}
    fragment Media on ProductMedia {
  url
  alt
}
fragment Money on Money {
  amount
  currencyCode
}`, {"fragmentName":"ProductVariant"}) as unknown as TypedDocumentString<ProductVariantFragment, unknown>;
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
  seoTitle
  seoDescription
  createdAt
  updatedAt
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
  variants {
    ...ProductVariant
  }
  category {
    id
    slug
    name
  }
  collections {
    id
    slug
    title
  }
  publications {
    channel
    publishedAt
  }
  translations {
    locale
    title
    description
    seoTitle
    seoDescription
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
fragment ProductVariant on ProductVariant {
  id
  sku
  barcode
  title
  requiresShipping
  trackStock
  weightGrams
  dimensions {
    lengthMm
    widthMm
    heightMm
    volumeCm3
  }
  purchaseLimit {
    pieces
    days
  }
  taxClass
  selectedOptions {
    name
    value
    label
  }
  media {
    ...Media
  }
  prices {
    channel
    price {
      ...Money
    }
    compareAt {
      ...Money
    }
  }
}
fragment Money on Money {
  amount
  currencyCode
}`, {"fragmentName":"Product"}) as unknown as TypedDocumentString<ProductFragment, unknown>;
export const DeliveryZoneDetailFragmentDoc = new TypedDocumentString(`
    fragment DeliveryZoneDetail on DeliveryZone {
  id
  code
  name
  areas {
    country
    regions
    postalCodes
  }
  priority
  version
}
    `, {"fragmentName":"DeliveryZoneDetail"}) as unknown as TypedDocumentString<DeliveryZoneDetailFragment, unknown>;
export const DeliveryMethodDetailFragmentDoc = new TypedDocumentString(`
    fragment DeliveryMethodDetail on DeliveryMethod {
  id
  code
  name
  names {
    locale
    text
  }
  description
  descriptions {
    locale
    text
  }
  channels
  taxClass
  position
  active
  minDays
  maxDays
  maxWeightGrams
  excludedTaxClasses
  schedule {
    handlingDays
    cutoff
    timezone
    workingDays
    holidays
  }
  rates {
    zone
    currencyCode
    basis
    tiers {
      minimum
      price {
        ...Money
      }
    }
    upTo
    freeOver {
      ...Money
    }
  }
  version
}
    fragment Money on Money {
  amount
  currencyCode
}`, {"fragmentName":"DeliveryMethodDetail"}) as unknown as TypedDocumentString<DeliveryMethodDetailFragment, unknown>;
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
export const OrderDocumentFragmentDoc = new TypedDocumentString(`
    fragment OrderDocument on OrderDocument {
  id
  kind
  number
  issuedAt
  issuedOn
  suppliedOn
  final
  locale
  invoiceNumber
  actor
  url
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
}`, {"fragmentName":"OrderDocument"}) as unknown as TypedDocumentString<OrderDocumentFragment, unknown>;
export const CategoryCardFragmentDoc = new TypedDocumentString(`
    fragment CategoryCard on Category {
  id
  slug
  name
}
    `, {"fragmentName":"CategoryCard"}) as unknown as TypedDocumentString<CategoryCardFragment, unknown>;
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
  position
  depth
  productCount
  parent {
    ...CategoryCard
  }
  translations {
    locale
    name
    description
    imageAlt
    seoTitle
    seoDescription
  }
}
    fragment CategoryCard on Category {
  id
  slug
  name
}`, {"fragmentName":"Category"}) as unknown as TypedDocumentString<CategoryFragment, unknown>;
export const CategoryTreeFragmentDoc = new TypedDocumentString(`
    fragment CategoryTree on Category {
  ...CategoryCard
  position
  children {
    ...CategoryCard
    position
    children {
      ...CategoryCard
      position
    }
  }
}
    fragment CategoryCard on Category {
  id
  slug
  name
}`, {"fragmentName":"CategoryTree"}) as unknown as TypedDocumentString<CategoryTreeFragment, unknown>;
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
  channels
  ruleRefresh {
    done
    total
    finishedAt
  }
  translations {
    locale
    title
    description
    imageAlt
    seoTitle
    seoDescription
  }
}
    `, {"fragmentName":"Collection"}) as unknown as TypedDocumentString<CollectionFragment, unknown>;
export const DownloadFragmentDoc = new TypedDocumentString(`
    fragment Download on Download {
  id
  name
  downloads
  downloadsLeft
  expiresAt
  available
}
    `, {"fragmentName":"Download"}) as unknown as TypedDocumentString<DownloadFragment, unknown>;
export const MailFragmentDoc = new TypedDocumentString(`
    fragment Mail on Mail {
  id
  kind
  state
  sender
  recipient
  channel
  locale
  subject
  text
  resends
  attempts
  lastError
  createdAt
  sentAt
  messageId
  attachments {
    name
    url
  }
}
    `, {"fragmentName":"Mail"}) as unknown as TypedDocumentString<MailFragment, unknown>;
export const ShownMediaFragmentDoc = new TypedDocumentString(`
    fragment ShownMedia on ProductMedia {
  id
  kind
  url
  alt
  width
  height
  colour
  focalPoint {
    x
    y
  }
  posterUrl
  fileId
}
    `, {"fragmentName":"ShownMedia"}) as unknown as TypedDocumentString<ShownMediaFragment, unknown>;
export const MediaOfProductFragmentDoc = new TypedDocumentString(`
    fragment MediaOfProduct on Product {
  id
  version
  media {
    ...ShownMedia
  }
}
    fragment ShownMedia on ProductMedia {
  id
  kind
  url
  alt
  width
  height
  colour
  focalPoint {
    x
    y
  }
  posterUrl
  fileId
}`, {"fragmentName":"MediaOfProduct"}) as unknown as TypedDocumentString<MediaOfProductFragment, unknown>;
export const OptionDetailFragmentDoc = new TypedDocumentString(`
    fragment OptionDetail on ProductOption {
  name
  attribute
  values {
    value
    choice
  }
  translations {
    locale
    name
    values {
      value
      label
    }
  }
}
    `, {"fragmentName":"OptionDetail"}) as unknown as TypedDocumentString<OptionDetailFragment, unknown>;
export const ProductLifeFragmentDoc = new TypedDocumentString(`
    fragment ProductLife on Product {
  id
  version
  status
  review {
    submittedBy
    submittedAt
    reviewer
  }
  changedSinceApproval
  transitions {
    to
    name
    permission
    needsReason
    allowed
  }
  publications {
    channel
    publishedAt
    unpublishAt
    published
  }
}
    `, {"fragmentName":"ProductLife"}) as unknown as TypedDocumentString<ProductLifeFragment, unknown>;
export const PriceChangeCardFragmentDoc = new TypedDocumentString(`
    fragment PriceChangeCard on PriceChange {
  id
  state
  total
  done
  changed
  conflicts
  madeBy
  createdAt
  finishedAt
}
    `, {"fragmentName":"PriceChangeCard"}) as unknown as TypedDocumentString<PriceChangeCardFragment, unknown>;
export const BrandCardFragmentDoc = new TypedDocumentString(`
    fragment BrandCard on Brand {
  id
  slug
  name
  logoUrl
}
    `, {"fragmentName":"BrandCard"}) as unknown as TypedDocumentString<BrandCardFragment, unknown>;
export const BrandDetailFragmentDoc = new TypedDocumentString(`
    fragment BrandDetail on Brand {
  ...BrandCard
  description
  seoTitle
  seoDescription
  version
  formerSlugs
  translations {
    locale
    name
    description
    seoTitle
    seoDescription
  }
}
    fragment BrandCard on Brand {
  id
  slug
  name
  logoUrl
}`, {"fragmentName":"BrandDetail"}) as unknown as TypedDocumentString<BrandDetailFragment, unknown>;
export const AttributeCardFragmentDoc = new TypedDocumentString(`
    fragment AttributeCard on Attribute {
  id
  code
  name
  kind
  unit
  filterable
  visible
  position
}
    `, {"fragmentName":"AttributeCard"}) as unknown as TypedDocumentString<AttributeCardFragment, unknown>;
export const AttributeDetailFragmentDoc = new TypedDocumentString(`
    fragment AttributeDetail on Attribute {
  ...AttributeCard
  version
  choices {
    id
    code
    name
    colour
    imageUrl
  }
}
    fragment AttributeCard on Attribute {
  id
  code
  name
  kind
  unit
  filterable
  visible
  position
}`, {"fragmentName":"AttributeDetail"}) as unknown as TypedDocumentString<AttributeDetailFragment, unknown>;
export const PriceListCardFragmentDoc = new TypedDocumentString(`
    fragment PriceListCard on PriceList {
  id
  code
  name
  title
  channel
  currencyCode
  priority
  startsAt
  endsAt
  customerGroups
  active
  base
  version
}
    `, {"fragmentName":"PriceListCard"}) as unknown as TypedDocumentString<PriceListCardFragment, unknown>;
export const ProductTypeCardFragmentDoc = new TypedDocumentString(`
    fragment ProductTypeCard on ProductType {
  id
  slug
  name
  version
}
    `, {"fragmentName":"ProductTypeCard"}) as unknown as TypedDocumentString<ProductTypeCardFragment, unknown>;
export const ProductTypeDetailFragmentDoc = new TypedDocumentString(`
    fragment ProductTypeDetail on ProductType {
  ...ProductTypeCard
  translations {
    locale
    name
  }
  attributes {
    attribute {
      ...AttributeCard
    }
    scope
    required
  }
}
    fragment AttributeCard on Attribute {
  id
  code
  name
  kind
  unit
  filterable
  visible
  position
}
fragment ProductTypeCard on ProductType {
  id
  slug
  name
  version
}`, {"fragmentName":"ProductTypeDetail"}) as unknown as TypedDocumentString<ProductTypeDetailFragment, unknown>;
export const OrderLineBriefFragmentDoc = new TypedDocumentString(`
    fragment OrderLineBrief on OrderLine {
  id
  sellableId
  sku
  title
  subtitle
  quantity
  orderedQuantity
  unitPrice {
    ...Money
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
}`, {"fragmentName":"OrderLineBrief"}) as unknown as TypedDocumentString<OrderLineBriefFragment, unknown>;
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
export const OrderFragmentDoc = new TypedDocumentString(`
    fragment Order on Order {
  id
  number
  token
  state
  paymentState
  fulfilmentState
  placedAt
  cancelledAt
  cancelReason
  channel
  currencyCode
  customerId
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
export const EditedOrderFragmentDoc = new TypedDocumentString(`
    fragment EditedOrder on Order {
  ...Order
  version
  outstanding {
    ...Money
  }
  overpaid {
    ...Money
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
  cancelledAt
  cancelReason
  channel
  currencyCode
  customerId
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
}`, {"fragmentName":"EditedOrder"}) as unknown as TypedDocumentString<EditedOrderFragment, unknown>;
export const OrderExportFragmentDoc = new TypedDocumentString(`
    fragment OrderExport on OrderExport {
  id
  state
  format
  name
  ordersDone
  url
  stopCode
  stopMessage
  requestedBy
  createdAt
  updatedAt
  finishedAt
  expiresAt
}
    `, {"fragmentName":"OrderExport"}) as unknown as TypedDocumentString<OrderExportFragment, unknown>;
export const OrderNoteFragmentDoc = new TypedDocumentString(`
    fragment OrderNote on OrderNote {
  id
  text
  shownToBuyer
  author {
    type
    id
    name
  }
  createdAt
  changedAt
}
    `, {"fragmentName":"OrderNote"}) as unknown as TypedDocumentString<OrderNoteFragment, unknown>;
export const OrderRowFragmentDoc = new TypedDocumentString(`
    fragment OrderRow on Order {
  id
  number
  state
  paymentState
  fulfilmentState
  placedAt
  channel
  currencyCode
  email
  totals {
    total {
      ...Money
    }
  }
}
    fragment Money on Money {
  amount
  currencyCode
}`, {"fragmentName":"OrderRow"}) as unknown as TypedDocumentString<OrderRowFragment, unknown>;
export const PaymentOperationFragmentDoc = new TypedDocumentString(`
    fragment PaymentOperation on PaymentOperation {
  id
  kind
  state
  actor
  note
  failure
  providerReference
  createdAt
  finishedAt
  amount {
    ...Money
  }
}
    fragment Money on Money {
  amount
  currencyCode
}`, {"fragmentName":"PaymentOperation"}) as unknown as TypedDocumentString<PaymentOperationFragment, unknown>;
export const PaymentFragmentDoc = new TypedDocumentString(`
    fragment Payment on Payment {
  id
  method
  manual
  state
  reason
  providerReference
  dueAt
  actionUrl
  createdAt
  updatedAt
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
  disputed {
    ...Money
  }
  capturable {
    ...Money
  }
  refundable {
    ...Money
  }
  pendingRefund {
    ...Money
  }
  operations {
    ...PaymentOperation
  }
}
    fragment PaymentOperation on PaymentOperation {
  id
  kind
  state
  actor
  note
  failure
  providerReference
  createdAt
  finishedAt
  amount {
    ...Money
  }
}
fragment Money on Money {
  amount
  currencyCode
}`, {"fragmentName":"Payment"}) as unknown as TypedDocumentString<PaymentFragment, unknown>;
export const RefundPartFragmentDoc = new TypedDocumentString(`
    fragment RefundPart on RefundPart {
  kind
  orderLineId
  quantity
  restock
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
}`, {"fragmentName":"RefundPart"}) as unknown as TypedDocumentString<RefundPartFragment, unknown>;
export const RefundFragmentDoc = new TypedDocumentString(`
    fragment Refund on Refund {
  id
  state
  reason
  actor
  createdAt
  settledAt
  total {
    ...TaxedMoney
  }
  refunded {
    ...Money
  }
  parts {
    ...RefundPart
  }
}
    fragment RefundPart on RefundPart {
  kind
  orderLineId
  quantity
  restock
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
}`, {"fragmentName":"Refund"}) as unknown as TypedDocumentString<RefundFragment, unknown>;
export const OrderMoneyFragmentDoc = new TypedDocumentString(`
    fragment OrderMoney on Order {
  id
  number
  state
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
  overpaid {
    ...Money
  }
}
    fragment Money on Money {
  amount
  currencyCode
}`, {"fragmentName":"OrderMoney"}) as unknown as TypedDocumentString<OrderMoneyFragment, unknown>;
export const ShipmentFragmentDoc = new TypedDocumentString(`
    fragment Shipment on Shipment {
  id
  number
  state
  createdAt
  shippedAt
  endedAt
  orderId
  warehouse {
    id
    code
  }
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
    `, {"fragmentName":"Shipment"}) as unknown as TypedDocumentString<ShipmentFragment, unknown>;
export const OrderReturnFragmentDoc = new TypedDocumentString(`
    fragment OrderReturn on OrderReturn {
  id
  number
  state
  reason
  note
  byBuyer
  createdAt
  endedAt
  orderId
  refundId
  lines {
    id
    shipmentLineId
    quantity
    restocked
    damaged
    discarded
  }
}
    `, {"fragmentName":"OrderReturn"}) as unknown as TypedDocumentString<OrderReturnFragment, unknown>;
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
export const WarehouseFragmentDoc = new TypedDocumentString(`
    fragment Warehouse on Warehouse {
  id
  code
  name
  priority
  channels
  active
  version
}
    `, {"fragmentName":"Warehouse"}) as unknown as TypedDocumentString<WarehouseFragment, unknown>;
export const StockItemFragmentDoc = new TypedDocumentString(`
    fragment StockItem on StockItem {
  id
  sellableId
  tracked
  policy
  backorderLimit
  promisedOn
  lowStock
  backordered
  version
  levels {
    warehouse {
      id
      code
    }
    onHand
    reserved
    allocated
    available
    incoming
    damaged
    safetyStock
    version
  }
}
    `, {"fragmentName":"StockItem"}) as unknown as TypedDocumentString<StockItemFragment, unknown>;
export const TaxClassDetailFragmentDoc = new TypedDocumentString(`
    fragment TaxClassDetail on TaxClass {
  id
  code
  name
  description
  builtin
  version
}
    `, {"fragmentName":"TaxClassDetail"}) as unknown as TypedDocumentString<TaxClassDetailFragment, unknown>;
export const TaxZoneDetailFragmentDoc = new TypedDocumentString(`
    fragment TaxZoneDetail on TaxZone {
  id
  code
  name
  areas {
    country
    regions
    postalCodes
  }
  priority
  additive
  active
  rates {
    taxClass
    name
    names {
      locale
      text
    }
    rate
    priority
    compound
    validFrom
    validUntil
  }
  version
}
    `, {"fragmentName":"TaxZoneDetail"}) as unknown as TypedDocumentString<TaxZoneDetailFragment, unknown>;
export const TaxExemptionDetailFragmentDoc = new TypedDocumentString(`
    fragment TaxExemptionDetail on TaxExemption {
  id
  customerGroup
  note
  notes {
    locale
    text
  }
  countries
  validFrom
  validUntil
  version
}
    `, {"fragmentName":"TaxExemptionDetail"}) as unknown as TypedDocumentString<TaxExemptionDetailFragment, unknown>;
export const ProductImportFragmentDoc = new TypedDocumentString(`
    fragment ProductImport on ProductImport {
  id
  state
  fileName
  dryRun
  atomic
  rowsTotal
  rowsDone
  created
  updated
  unchanged
  failed
  unpublished
  problemCount
  stopCode
  stopMessage
  cancelRequested
  requestedBy
  createdAt
  updatedAt
  finishedAt
  reportUrl
}
    `, {"fragmentName":"ProductImport"}) as unknown as TypedDocumentString<ProductImportFragment, unknown>;
export const ProductExportFragmentDoc = new TypedDocumentString(`
    fragment ProductExport on ProductExport {
  id
  state
  fileName
  productsTotal
  productsDone
  stopCode
  stopMessage
  cancelRequested
  requestedBy
  createdAt
  updatedAt
  finishedAt
  expiresAt
  url
}
    `, {"fragmentName":"ProductExport"}) as unknown as TypedDocumentString<ProductExportFragment, unknown>;
export const UploadedFileFragmentDoc = new TypedDocumentString(`
    fragment UploadedFile on File {
  id
  name
  kind
  contentType
  bytes
  url
}
    `, {"fragmentName":"UploadedFile"}) as unknown as TypedDocumentString<UploadedFileFragment, unknown>;
export const PageInfoFragmentDoc = new TypedDocumentString(`
    fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
    `, {"fragmentName":"PageInfo"}) as unknown as TypedDocumentString<PageInfoFragment, unknown>;
export const UserErrorFragmentDoc = new TypedDocumentString(`
    fragment UserError on UserError {
  code
  message
  field
}
    `, {"fragmentName":"UserError"}) as unknown as TypedDocumentString<UserErrorFragment, unknown>;
export const StockTransferFragmentDoc = new TypedDocumentString(`
    fragment StockTransfer on StockTransfer {
  id
  state
  reference
  note
  createdAt
  source {
    id
    code
  }
  destination {
    id
    code
  }
  lines {
    sellableId
    quantity
    inTransit
    received
    damaged
    returned
    lost
  }
}
    `, {"fragmentName":"StockTransfer"}) as unknown as TypedDocumentString<StockTransferFragment, unknown>;
export const ListCustomerAddressesDocument = new TypedDocumentString(`
    query listCustomerAddresses($customerId: ID!) {
  customerAddresses(customerId: $customerId) {
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
export const CustomerAddressesEraseDocument = new TypedDocumentString(`
    mutation customerAddressesErase($input: CustomerAddressesEraseInput!, $idempotencyKey: String) {
  customerAddressesErase(input: $input, idempotencyKey: $idempotencyKey) {
    erased
    errors {
      ...UserError
    }
  }
}
    fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CustomerAddressesEraseMutation, CustomerAddressesEraseMutationVariables>;
export const ListOrderCasesDocument = new TypedDocumentString(`
    query listOrderCases($first: Int = 20, $after: String, $filter: OrderCaseFilter, $sort: OrderCaseSort! = SCORE) {
  orderCases(first: $first, after: $after, filter: $filter, sort: $sort) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...OrderCase
    }
  }
}
    fragment OrderCase on OrderCase {
  id
  number
  channel
  state
  resolution
  score
  held
  assignee
  openedAt
  updatedAt
  closedAt
  version
  cartId
  concerns {
    rule
    weight
    details
    state
    foundAt
    endedAt
  }
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListOrderCasesQuery, ListOrderCasesQueryVariables>;
export const GetOrderCaseDocument = new TypedDocumentString(`
    query getOrderCase($id: ID!) {
  orderCase(id: $id) {
    ...OrderCase
    order {
      ...OrderRow
    }
    entries {
      at
      kind
      actor
      detail
      note
    }
  }
}
    fragment OrderCase on OrderCase {
  id
  number
  channel
  state
  resolution
  score
  held
  assignee
  openedAt
  updatedAt
  closedAt
  version
  cartId
  concerns {
    rule
    weight
    details
    state
    foundAt
    endedAt
  }
}
fragment OrderRow on Order {
  id
  number
  state
  paymentState
  fulfilmentState
  placedAt
  channel
  currencyCode
  email
  totals {
    total {
      ...Money
    }
  }
}
fragment Money on Money {
  amount
  currencyCode
}`) as unknown as TypedDocumentString<GetOrderCaseQuery, GetOrderCaseQueryVariables>;
export const ListConcernRulesDocument = new TypedDocumentString(`
    query listConcernRules($channel: String! = "") {
  concernRules(channel: $channel) {
    ...ConcernRule
  }
}
    fragment ConcernRule on ConcernRule {
  rule
  code
  channel
  setByStaff
  version
  enabled
  weight
  count
  hours
  percent
  amounts {
    amount
    currencyCode
  }
  active
  gone
  resolved
  falseAlarms
}`) as unknown as TypedDocumentString<ListConcernRulesQuery, ListConcernRulesQueryVariables>;
export const OrderCaseUpdateDocument = new TypedDocumentString(`
    mutation orderCaseUpdate($input: OrderCaseUpdateInput!, $idempotencyKey: String) {
  orderCaseUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    case {
      ...OrderCase
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderCase on OrderCase {
  id
  number
  channel
  state
  resolution
  score
  held
  assignee
  openedAt
  updatedAt
  closedAt
  version
  cartId
  concerns {
    rule
    weight
    details
    state
    foundAt
    endedAt
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderCaseUpdateMutation, OrderCaseUpdateMutationVariables>;
export const OrderCaseReleaseDocument = new TypedDocumentString(`
    mutation orderCaseRelease($input: OrderCaseReleaseInput!, $idempotencyKey: String) {
  orderCaseRelease(input: $input, idempotencyKey: $idempotencyKey) {
    case {
      ...OrderCase
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderCase on OrderCase {
  id
  number
  channel
  state
  resolution
  score
  held
  assignee
  openedAt
  updatedAt
  closedAt
  version
  cartId
  concerns {
    rule
    weight
    details
    state
    foundAt
    endedAt
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderCaseReleaseMutation, OrderCaseReleaseMutationVariables>;
export const OrderCasesResolveDocument = new TypedDocumentString(`
    mutation orderCasesResolve($input: OrderCasesResolveInput!, $idempotencyKey: String) {
  orderCasesResolve(input: $input, idempotencyKey: $idempotencyKey) {
    results {
      id
      case {
        ...OrderCase
      }
      errors {
        ...UserError
      }
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderCase on OrderCase {
  id
  number
  channel
  state
  resolution
  score
  held
  assignee
  openedAt
  updatedAt
  closedAt
  version
  cartId
  concerns {
    rule
    weight
    details
    state
    foundAt
    endedAt
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderCasesResolveMutation, OrderCasesResolveMutationVariables>;
export const OrderCaseRetryDocument = new TypedDocumentString(`
    mutation orderCaseRetry($input: OrderCaseRetryInput!, $idempotencyKey: String) {
  orderCaseRetry(input: $input, idempotencyKey: $idempotencyKey) {
    case {
      ...OrderCase
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderCase on OrderCase {
  id
  number
  channel
  state
  resolution
  score
  held
  assignee
  openedAt
  updatedAt
  closedAt
  version
  cartId
  concerns {
    rule
    weight
    details
    state
    foundAt
    endedAt
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderCaseRetryMutation, OrderCaseRetryMutationVariables>;
export const OrderCaseGiveBackDocument = new TypedDocumentString(`
    mutation orderCaseGiveBack($input: OrderCaseGiveBackInput!, $idempotencyKey: String) {
  orderCaseGiveBack(input: $input, idempotencyKey: $idempotencyKey) {
    case {
      ...OrderCase
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderCase on OrderCase {
  id
  number
  channel
  state
  resolution
  score
  held
  assignee
  openedAt
  updatedAt
  closedAt
  version
  cartId
  concerns {
    rule
    weight
    details
    state
    foundAt
    endedAt
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderCaseGiveBackMutation, OrderCaseGiveBackMutationVariables>;
export const ConcernRuleSetDocument = new TypedDocumentString(`
    mutation concernRuleSet($input: ConcernRuleSetInput!, $idempotencyKey: String) {
  concernRuleSet(input: $input, idempotencyKey: $idempotencyKey) {
    rule {
      ...ConcernRule
    }
    errors {
      ...UserError
    }
  }
}
    fragment ConcernRule on ConcernRule {
  rule
  code
  channel
  setByStaff
  version
  enabled
  weight
  count
  hours
  percent
  amounts {
    amount
    currencyCode
  }
  active
  gone
  resolved
  falseAlarms
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ConcernRuleSetMutation, ConcernRuleSetMutationVariables>;
export const ConcernRuleResetDocument = new TypedDocumentString(`
    mutation concernRuleReset($input: ConcernRuleResetInput!, $idempotencyKey: String) {
  concernRuleReset(input: $input, idempotencyKey: $idempotencyKey) {
    rule {
      ...ConcernRule
    }
    errors {
      ...UserError
    }
  }
}
    fragment ConcernRule on ConcernRule {
  rule
  code
  channel
  setByStaff
  version
  enabled
  weight
  count
  hours
  percent
  amounts {
    amount
    currencyCode
  }
  active
  gone
  resolved
  falseAlarms
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ConcernRuleResetMutation, ConcernRuleResetMutationVariables>;
export const ListProductsDocument = new TypedDocumentString(`
    query listProducts($first: Int = 20, $after: String, $search: String, $filter: ProductFilter, $published: Boolean, $sort: ProductSort = NEWEST, $completeness: ProductCompletenessFilter) {
  products(
    first: $first
    after: $after
    search: $search
    filter: $filter
    published: $published
    sort: $sort
    completeness: $completeness
  ) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...ProductRow
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
fragment ProductRow on Product {
  id
  slug
  title
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  updatedAt
  publications {
    channel
    publishedAt
  }
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListProductsQuery, ListProductsQueryVariables>;
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
fragment ProductVariant on ProductVariant {
  id
  sku
  barcode
  title
  requiresShipping
  trackStock
  weightGrams
  dimensions {
    lengthMm
    widthMm
    heightMm
    volumeCm3
  }
  purchaseLimit {
    pieces
    days
  }
  taxClass
  selectedOptions {
    name
    value
    label
  }
  media {
    ...Media
  }
  prices {
    channel
    price {
      ...Money
    }
    compareAt {
      ...Money
    }
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
  seoTitle
  seoDescription
  createdAt
  updatedAt
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
  variants {
    ...ProductVariant
  }
  category {
    id
    slug
    name
  }
  collections {
    id
    slug
    title
  }
  publications {
    channel
    publishedAt
  }
  translations {
    locale
    title
    description
    seoTitle
    seoDescription
  }
}
fragment Money on Money {
  amount
  currencyCode
}`) as unknown as TypedDocumentString<GetProductQuery, GetProductQueryVariables>;
export const GetProductCompletenessDocument = new TypedDocumentString(`
    query getProductCompleteness($id: ID!, $channel: String, $locale: String) {
  product(id: $id) {
    id
    completeness(channel: $channel, locale: $locale) {
      channel
      locale
      score
      sufficient
      missing {
        code
        message
        weight
      }
    }
  }
}
    `) as unknown as TypedDocumentString<GetProductCompletenessQuery, GetProductCompletenessQueryVariables>;
export const GetProductVariantDocument = new TypedDocumentString(`
    query getProductVariant($id: ID, $sku: String) {
  productVariant(id: $id, sku: $sku) {
    ...ProductVariant
    product {
      id
      slug
      title
    }
  }
}
    fragment Media on ProductMedia {
  url
  alt
}
fragment ProductVariant on ProductVariant {
  id
  sku
  barcode
  title
  requiresShipping
  trackStock
  weightGrams
  dimensions {
    lengthMm
    widthMm
    heightMm
    volumeCm3
  }
  purchaseLimit {
    pieces
    days
  }
  taxClass
  selectedOptions {
    name
    value
    label
  }
  media {
    ...Media
  }
  prices {
    channel
    price {
      ...Money
    }
    compareAt {
      ...Money
    }
  }
}
fragment Money on Money {
  amount
  currencyCode
}`) as unknown as TypedDocumentString<GetProductVariantQuery, GetProductVariantQueryVariables>;
export const ProductCreateDocument = new TypedDocumentString(`
    mutation productCreate($input: ProductCreateInput!, $idempotencyKey: String) {
  productCreate(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      ...Product
    }
    errors {
      ...UserError
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
fragment ProductVariant on ProductVariant {
  id
  sku
  barcode
  title
  requiresShipping
  trackStock
  weightGrams
  dimensions {
    lengthMm
    widthMm
    heightMm
    volumeCm3
  }
  purchaseLimit {
    pieces
    days
  }
  taxClass
  selectedOptions {
    name
    value
    label
  }
  media {
    ...Media
  }
  prices {
    channel
    price {
      ...Money
    }
    compareAt {
      ...Money
    }
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
  seoTitle
  seoDescription
  createdAt
  updatedAt
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
  variants {
    ...ProductVariant
  }
  category {
    id
    slug
    name
  }
  collections {
    id
    slug
    title
  }
  publications {
    channel
    publishedAt
  }
  translations {
    locale
    title
    description
    seoTitle
    seoDescription
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductCreateMutation, ProductCreateMutationVariables>;
export const ProductUpdateDocument = new TypedDocumentString(`
    mutation productUpdate($input: ProductUpdateInput!, $idempotencyKey: String) {
  productUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      ...Product
    }
    errors {
      ...UserError
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
fragment ProductVariant on ProductVariant {
  id
  sku
  barcode
  title
  requiresShipping
  trackStock
  weightGrams
  dimensions {
    lengthMm
    widthMm
    heightMm
    volumeCm3
  }
  purchaseLimit {
    pieces
    days
  }
  taxClass
  selectedOptions {
    name
    value
    label
  }
  media {
    ...Media
  }
  prices {
    channel
    price {
      ...Money
    }
    compareAt {
      ...Money
    }
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
  seoTitle
  seoDescription
  createdAt
  updatedAt
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
  variants {
    ...ProductVariant
  }
  category {
    id
    slug
    name
  }
  collections {
    id
    slug
    title
  }
  publications {
    channel
    publishedAt
  }
  translations {
    locale
    title
    description
    seoTitle
    seoDescription
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductUpdateMutation, ProductUpdateMutationVariables>;
export const ProductPublishDocument = new TypedDocumentString(`
    mutation productPublish($input: ProductPublishInput!, $idempotencyKey: String) {
  productPublish(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      ...Product
    }
    errors {
      ...UserError
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
fragment ProductVariant on ProductVariant {
  id
  sku
  barcode
  title
  requiresShipping
  trackStock
  weightGrams
  dimensions {
    lengthMm
    widthMm
    heightMm
    volumeCm3
  }
  purchaseLimit {
    pieces
    days
  }
  taxClass
  selectedOptions {
    name
    value
    label
  }
  media {
    ...Media
  }
  prices {
    channel
    price {
      ...Money
    }
    compareAt {
      ...Money
    }
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
  seoTitle
  seoDescription
  createdAt
  updatedAt
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
  variants {
    ...ProductVariant
  }
  category {
    id
    slug
    name
  }
  collections {
    id
    slug
    title
  }
  publications {
    channel
    publishedAt
  }
  translations {
    locale
    title
    description
    seoTitle
    seoDescription
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductPublishMutation, ProductPublishMutationVariables>;
export const ProductUnpublishDocument = new TypedDocumentString(`
    mutation productUnpublish($input: ProductUnpublishInput!, $idempotencyKey: String) {
  productUnpublish(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      ...Product
    }
    errors {
      ...UserError
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
fragment ProductVariant on ProductVariant {
  id
  sku
  barcode
  title
  requiresShipping
  trackStock
  weightGrams
  dimensions {
    lengthMm
    widthMm
    heightMm
    volumeCm3
  }
  purchaseLimit {
    pieces
    days
  }
  taxClass
  selectedOptions {
    name
    value
    label
  }
  media {
    ...Media
  }
  prices {
    channel
    price {
      ...Money
    }
    compareAt {
      ...Money
    }
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
  seoTitle
  seoDescription
  createdAt
  updatedAt
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
  variants {
    ...ProductVariant
  }
  category {
    id
    slug
    name
  }
  collections {
    id
    slug
    title
  }
  publications {
    channel
    publishedAt
  }
  translations {
    locale
    title
    description
    seoTitle
    seoDescription
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductUnpublishMutation, ProductUnpublishMutationVariables>;
export const VariantPricesSetDocument = new TypedDocumentString(`
    mutation variantPricesSet($input: VariantPricesSetInput!, $idempotencyKey: String) {
  variantPricesSet(input: $input, idempotencyKey: $idempotencyKey) {
    variant {
      ...ProductVariant
    }
    errors {
      ...UserError
    }
  }
}
    fragment Media on ProductMedia {
  url
  alt
}
fragment ProductVariant on ProductVariant {
  id
  sku
  barcode
  title
  requiresShipping
  trackStock
  weightGrams
  dimensions {
    lengthMm
    widthMm
    heightMm
    volumeCm3
  }
  purchaseLimit {
    pieces
    days
  }
  taxClass
  selectedOptions {
    name
    value
    label
  }
  media {
    ...Media
  }
  prices {
    channel
    price {
      ...Money
    }
    compareAt {
      ...Money
    }
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<VariantPricesSetMutation, VariantPricesSetMutationVariables>;
export const ProductDeleteDocument = new TypedDocumentString(`
    mutation productDelete($input: ProductDeleteInput!, $idempotencyKey: String) {
  productDelete(input: $input, idempotencyKey: $idempotencyKey) {
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
}`) as unknown as TypedDocumentString<ProductDeleteMutation, ProductDeleteMutationVariables>;
export const ProductVariantsCreateDocument = new TypedDocumentString(`
    mutation productVariantsCreate($input: ProductVariantsCreateInput!, $idempotencyKey: String) {
  productVariantsCreate(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      ...Product
    }
    variants {
      ...ProductVariant
    }
    errors {
      ...UserError
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
fragment ProductVariant on ProductVariant {
  id
  sku
  barcode
  title
  requiresShipping
  trackStock
  weightGrams
  dimensions {
    lengthMm
    widthMm
    heightMm
    volumeCm3
  }
  purchaseLimit {
    pieces
    days
  }
  taxClass
  selectedOptions {
    name
    value
    label
  }
  media {
    ...Media
  }
  prices {
    channel
    price {
      ...Money
    }
    compareAt {
      ...Money
    }
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
  seoTitle
  seoDescription
  createdAt
  updatedAt
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
  variants {
    ...ProductVariant
  }
  category {
    id
    slug
    name
  }
  collections {
    id
    slug
    title
  }
  publications {
    channel
    publishedAt
  }
  translations {
    locale
    title
    description
    seoTitle
    seoDescription
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductVariantsCreateMutation, ProductVariantsCreateMutationVariables>;
export const ProductVariantUpdateDocument = new TypedDocumentString(`
    mutation productVariantUpdate($input: ProductVariantUpdateInput!, $idempotencyKey: String) {
  productVariantUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    variant {
      ...ProductVariant
    }
    errors {
      ...UserError
    }
  }
}
    fragment Media on ProductMedia {
  url
  alt
}
fragment ProductVariant on ProductVariant {
  id
  sku
  barcode
  title
  requiresShipping
  trackStock
  weightGrams
  dimensions {
    lengthMm
    widthMm
    heightMm
    volumeCm3
  }
  purchaseLimit {
    pieces
    days
  }
  taxClass
  selectedOptions {
    name
    value
    label
  }
  media {
    ...Media
  }
  prices {
    channel
    price {
      ...Money
    }
    compareAt {
      ...Money
    }
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductVariantUpdateMutation, ProductVariantUpdateMutationVariables>;
export const ProductVariantDeleteDocument = new TypedDocumentString(`
    mutation productVariantDelete($input: ProductVariantDeleteInput!, $idempotencyKey: String) {
  productVariantDelete(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      ...Product
    }
    errors {
      ...UserError
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
fragment ProductVariant on ProductVariant {
  id
  sku
  barcode
  title
  requiresShipping
  trackStock
  weightGrams
  dimensions {
    lengthMm
    widthMm
    heightMm
    volumeCm3
  }
  purchaseLimit {
    pieces
    days
  }
  taxClass
  selectedOptions {
    name
    value
    label
  }
  media {
    ...Media
  }
  prices {
    channel
    price {
      ...Money
    }
    compareAt {
      ...Money
    }
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
  seoTitle
  seoDescription
  createdAt
  updatedAt
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
  variants {
    ...ProductVariant
  }
  category {
    id
    slug
    name
  }
  collections {
    id
    slug
    title
  }
  publications {
    channel
    publishedAt
  }
  translations {
    locale
    title
    description
    seoTitle
    seoDescription
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductVariantDeleteMutation, ProductVariantDeleteMutationVariables>;
export const ListDeliveryZonesDocument = new TypedDocumentString(`
    query listDeliveryZones($country: String) {
  deliveryZones(country: $country) {
    ...DeliveryZoneDetail
  }
}
    fragment DeliveryZoneDetail on DeliveryZone {
  id
  code
  name
  areas {
    country
    regions
    postalCodes
  }
  priority
  version
}`) as unknown as TypedDocumentString<ListDeliveryZonesQuery, ListDeliveryZonesQueryVariables>;
export const GetDeliveryZoneDocument = new TypedDocumentString(`
    query getDeliveryZone($id: ID!) {
  deliveryZone(id: $id) {
    ...DeliveryZoneDetail
  }
}
    fragment DeliveryZoneDetail on DeliveryZone {
  id
  code
  name
  areas {
    country
    regions
    postalCodes
  }
  priority
  version
}`) as unknown as TypedDocumentString<GetDeliveryZoneQuery, GetDeliveryZoneQueryVariables>;
export const ListDeliveryMethodsDocument = new TypedDocumentString(`
    query listDeliveryMethods($channel: String, $active: Boolean) {
  deliveryMethods(channel: $channel, active: $active) {
    ...DeliveryMethodDetail
  }
}
    fragment DeliveryMethodDetail on DeliveryMethod {
  id
  code
  name
  names {
    locale
    text
  }
  description
  descriptions {
    locale
    text
  }
  channels
  taxClass
  position
  active
  minDays
  maxDays
  maxWeightGrams
  excludedTaxClasses
  schedule {
    handlingDays
    cutoff
    timezone
    workingDays
    holidays
  }
  rates {
    zone
    currencyCode
    basis
    tiers {
      minimum
      price {
        ...Money
      }
    }
    upTo
    freeOver {
      ...Money
    }
  }
  version
}
fragment Money on Money {
  amount
  currencyCode
}`) as unknown as TypedDocumentString<ListDeliveryMethodsQuery, ListDeliveryMethodsQueryVariables>;
export const GetDeliveryMethodDocument = new TypedDocumentString(`
    query getDeliveryMethod($id: ID!) {
  deliveryMethod(id: $id) {
    ...DeliveryMethodDetail
  }
}
    fragment DeliveryMethodDetail on DeliveryMethod {
  id
  code
  name
  names {
    locale
    text
  }
  description
  descriptions {
    locale
    text
  }
  channels
  taxClass
  position
  active
  minDays
  maxDays
  maxWeightGrams
  excludedTaxClasses
  schedule {
    handlingDays
    cutoff
    timezone
    workingDays
    holidays
  }
  rates {
    zone
    currencyCode
    basis
    tiers {
      minimum
      price {
        ...Money
      }
    }
    upTo
    freeOver {
      ...Money
    }
  }
  version
}
fragment Money on Money {
  amount
  currencyCode
}`) as unknown as TypedDocumentString<GetDeliveryMethodQuery, GetDeliveryMethodQueryVariables>;
export const DeliveryZoneCreateDocument = new TypedDocumentString(`
    mutation deliveryZoneCreate($input: DeliveryZoneCreateInput!, $idempotencyKey: String) {
  deliveryZoneCreate(input: $input, idempotencyKey: $idempotencyKey) {
    deliveryZone {
      ...DeliveryZoneDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment DeliveryZoneDetail on DeliveryZone {
  id
  code
  name
  areas {
    country
    regions
    postalCodes
  }
  priority
  version
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DeliveryZoneCreateMutation, DeliveryZoneCreateMutationVariables>;
export const DeliveryZoneUpdateDocument = new TypedDocumentString(`
    mutation deliveryZoneUpdate($input: DeliveryZoneUpdateInput!, $idempotencyKey: String) {
  deliveryZoneUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    deliveryZone {
      ...DeliveryZoneDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment DeliveryZoneDetail on DeliveryZone {
  id
  code
  name
  areas {
    country
    regions
    postalCodes
  }
  priority
  version
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DeliveryZoneUpdateMutation, DeliveryZoneUpdateMutationVariables>;
export const DeliveryZoneDeleteDocument = new TypedDocumentString(`
    mutation deliveryZoneDelete($input: DeliveryZoneDeleteInput!, $idempotencyKey: String) {
  deliveryZoneDelete(input: $input, idempotencyKey: $idempotencyKey) {
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
}`) as unknown as TypedDocumentString<DeliveryZoneDeleteMutation, DeliveryZoneDeleteMutationVariables>;
export const DeliveryMethodCreateDocument = new TypedDocumentString(`
    mutation deliveryMethodCreate($input: DeliveryMethodCreateInput!, $idempotencyKey: String) {
  deliveryMethodCreate(input: $input, idempotencyKey: $idempotencyKey) {
    deliveryMethod {
      ...DeliveryMethodDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment DeliveryMethodDetail on DeliveryMethod {
  id
  code
  name
  names {
    locale
    text
  }
  description
  descriptions {
    locale
    text
  }
  channels
  taxClass
  position
  active
  minDays
  maxDays
  maxWeightGrams
  excludedTaxClasses
  schedule {
    handlingDays
    cutoff
    timezone
    workingDays
    holidays
  }
  rates {
    zone
    currencyCode
    basis
    tiers {
      minimum
      price {
        ...Money
      }
    }
    upTo
    freeOver {
      ...Money
    }
  }
  version
}
fragment Money on Money {
  amount
  currencyCode
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DeliveryMethodCreateMutation, DeliveryMethodCreateMutationVariables>;
export const DeliveryMethodUpdateDocument = new TypedDocumentString(`
    mutation deliveryMethodUpdate($input: DeliveryMethodUpdateInput!, $idempotencyKey: String) {
  deliveryMethodUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    deliveryMethod {
      ...DeliveryMethodDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment DeliveryMethodDetail on DeliveryMethod {
  id
  code
  name
  names {
    locale
    text
  }
  description
  descriptions {
    locale
    text
  }
  channels
  taxClass
  position
  active
  minDays
  maxDays
  maxWeightGrams
  excludedTaxClasses
  schedule {
    handlingDays
    cutoff
    timezone
    workingDays
    holidays
  }
  rates {
    zone
    currencyCode
    basis
    tiers {
      minimum
      price {
        ...Money
      }
    }
    upTo
    freeOver {
      ...Money
    }
  }
  version
}
fragment Money on Money {
  amount
  currencyCode
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DeliveryMethodUpdateMutation, DeliveryMethodUpdateMutationVariables>;
export const DeliveryMethodDeleteDocument = new TypedDocumentString(`
    mutation deliveryMethodDelete($input: DeliveryMethodDeleteInput!, $idempotencyKey: String) {
  deliveryMethodDelete(input: $input, idempotencyKey: $idempotencyKey) {
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
}`) as unknown as TypedDocumentString<DeliveryMethodDeleteMutation, DeliveryMethodDeleteMutationVariables>;
export const ListOrderDocumentsDocument = new TypedDocumentString(`
    query listOrderDocuments($first: Int, $after: String, $last: Int, $before: String, $kind: OrderDocumentKind, $number: String, $issuedSince: DateTime, $issuedBefore: DateTime) {
  orderDocuments(
    first: $first
    after: $after
    last: $last
    before: $before
    kind: $kind
    number: $number
    issuedSince: $issuedSince
    issuedBefore: $issuedBefore
  ) {
    nodes {
      ...OrderDocument
      order {
        id
        number
      }
    }
    pageInfo {
      ...PageInfo
    }
    totalCount
  }
}
    fragment OrderDocument on OrderDocument {
  id
  kind
  number
  issuedAt
  issuedOn
  suppliedOn
  final
  locale
  invoiceNumber
  actor
  url
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
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListOrderDocumentsQuery, ListOrderDocumentsQueryVariables>;
export const GetOrderDocumentsDocument = new TypedDocumentString(`
    query getOrderDocuments($id: ID, $number: String) {
  order(id: $id, number: $number) {
    id
    number
    documents {
      ...OrderDocument
    }
  }
}
    fragment OrderDocument on OrderDocument {
  id
  kind
  number
  issuedAt
  issuedOn
  suppliedOn
  final
  locale
  invoiceNumber
  actor
  url
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
}`) as unknown as TypedDocumentString<GetOrderDocumentsQuery, GetOrderDocumentsQueryVariables>;
export const InvoiceIssueDocument = new TypedDocumentString(`
    mutation invoiceIssue($input: InvoiceIssueInput!, $idempotencyKey: String) {
  invoiceIssue(input: $input, idempotencyKey: $idempotencyKey) {
    document {
      ...OrderDocument
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderDocument on OrderDocument {
  id
  kind
  number
  issuedAt
  issuedOn
  suppliedOn
  final
  locale
  invoiceNumber
  actor
  url
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
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<InvoiceIssueMutation, InvoiceIssueMutationVariables>;
export const InvoiceCancelDocument = new TypedDocumentString(`
    mutation invoiceCancel($input: InvoiceCancelInput!, $idempotencyKey: String) {
  invoiceCancel(input: $input, idempotencyKey: $idempotencyKey) {
    document {
      ...OrderDocument
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderDocument on OrderDocument {
  id
  kind
  number
  issuedAt
  issuedOn
  suppliedOn
  final
  locale
  invoiceNumber
  actor
  url
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
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<InvoiceCancelMutation, InvoiceCancelMutationVariables>;
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
  position
  children {
    ...CategoryCard
    position
    children {
      ...CategoryCard
      position
    }
  }
}`) as unknown as TypedDocumentString<ListCategoriesQuery, ListCategoriesQueryVariables>;
export const GetCategoryDocument = new TypedDocumentString(`
    query getCategory($id: ID, $slug: String) {
  category(id: $id, slug: $slug) {
    ...Category
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
  position
  depth
  productCount
  parent {
    ...CategoryCard
  }
  translations {
    locale
    name
    description
    imageAlt
    seoTitle
    seoDescription
  }
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
  channels
  ruleRefresh {
    done
    total
    finishedAt
  }
  translations {
    locale
    title
    description
    imageAlt
    seoTitle
    seoDescription
  }
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
      totalCount
      pageInfo {
        ...PageInfo
      }
      nodes {
        ...ProductRow
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
fragment ProductRow on Product {
  id
  slug
  title
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  updatedAt
  publications {
    channel
    publishedAt
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
  channels
  ruleRefresh {
    done
    total
    finishedAt
  }
  translations {
    locale
    title
    description
    imageAlt
    seoTitle
    seoDescription
  }
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<GetCollectionQuery, GetCollectionQueryVariables>;
export const CategoryCreateDocument = new TypedDocumentString(`
    mutation categoryCreate($input: CategoryCreateInput!, $idempotencyKey: String) {
  categoryCreate(input: $input, idempotencyKey: $idempotencyKey) {
    category {
      ...Category
    }
    errors {
      ...UserError
    }
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
  position
  depth
  productCount
  parent {
    ...CategoryCard
  }
  translations {
    locale
    name
    description
    imageAlt
    seoTitle
    seoDescription
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CategoryCreateMutation, CategoryCreateMutationVariables>;
export const CategoryUpdateDocument = new TypedDocumentString(`
    mutation categoryUpdate($input: CategoryUpdateInput!, $idempotencyKey: String) {
  categoryUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    category {
      ...Category
    }
    errors {
      ...UserError
    }
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
  position
  depth
  productCount
  parent {
    ...CategoryCard
  }
  translations {
    locale
    name
    description
    imageAlt
    seoTitle
    seoDescription
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CategoryUpdateMutation, CategoryUpdateMutationVariables>;
export const CategoryMoveDocument = new TypedDocumentString(`
    mutation categoryMove($input: CategoryMoveInput!, $idempotencyKey: String) {
  categoryMove(input: $input, idempotencyKey: $idempotencyKey) {
    category {
      ...Category
    }
    errors {
      ...UserError
    }
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
  position
  depth
  productCount
  parent {
    ...CategoryCard
  }
  translations {
    locale
    name
    description
    imageAlt
    seoTitle
    seoDescription
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CategoryMoveMutation, CategoryMoveMutationVariables>;
export const CategoryChildrenReorderDocument = new TypedDocumentString(`
    mutation categoryChildrenReorder($input: CategoryChildrenReorderInput!, $idempotencyKey: String) {
  categoryChildrenReorder(input: $input, idempotencyKey: $idempotencyKey) {
    categories {
      ...CategoryCard
      position
    }
    errors {
      ...UserError
    }
  }
}
    fragment CategoryCard on Category {
  id
  slug
  name
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CategoryChildrenReorderMutation, CategoryChildrenReorderMutationVariables>;
export const CategoryDeleteDocument = new TypedDocumentString(`
    mutation categoryDelete($input: CategoryDeleteInput!, $idempotencyKey: String) {
  categoryDelete(input: $input, idempotencyKey: $idempotencyKey) {
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
}`) as unknown as TypedDocumentString<CategoryDeleteMutation, CategoryDeleteMutationVariables>;
export const CollectionCreateDocument = new TypedDocumentString(`
    mutation collectionCreate($input: CollectionCreateInput!, $idempotencyKey: String) {
  collectionCreate(input: $input, idempotencyKey: $idempotencyKey) {
    collection {
      ...Collection
    }
    errors {
      ...UserError
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
  channels
  ruleRefresh {
    done
    total
    finishedAt
  }
  translations {
    locale
    title
    description
    imageAlt
    seoTitle
    seoDescription
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CollectionCreateMutation, CollectionCreateMutationVariables>;
export const CollectionUpdateDocument = new TypedDocumentString(`
    mutation collectionUpdate($input: CollectionUpdateInput!, $idempotencyKey: String) {
  collectionUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    collection {
      ...Collection
    }
    errors {
      ...UserError
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
  channels
  ruleRefresh {
    done
    total
    finishedAt
  }
  translations {
    locale
    title
    description
    imageAlt
    seoTitle
    seoDescription
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CollectionUpdateMutation, CollectionUpdateMutationVariables>;
export const CollectionDeleteDocument = new TypedDocumentString(`
    mutation collectionDelete($input: CollectionDeleteInput!, $idempotencyKey: String) {
  collectionDelete(input: $input, idempotencyKey: $idempotencyKey) {
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
}`) as unknown as TypedDocumentString<CollectionDeleteMutation, CollectionDeleteMutationVariables>;
export const ProductRelationsSetDocument = new TypedDocumentString(`
    mutation productRelationsSet($input: ProductRelationsSetInput!, $idempotencyKey: String) {
  productRelationsSet(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      id
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
}`) as unknown as TypedDocumentString<ProductRelationsSetMutation, ProductRelationsSetMutationVariables>;
export const ProductRelationsAddDocument = new TypedDocumentString(`
    mutation productRelationsAdd($input: ProductRelationsAddInput!, $idempotencyKey: String) {
  productRelationsAdd(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      id
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
}`) as unknown as TypedDocumentString<ProductRelationsAddMutation, ProductRelationsAddMutationVariables>;
export const ProductRelationsRemoveDocument = new TypedDocumentString(`
    mutation productRelationsRemove($input: ProductRelationsRemoveInput!, $idempotencyKey: String) {
  productRelationsRemove(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      id
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
}`) as unknown as TypedDocumentString<ProductRelationsRemoveMutation, ProductRelationsRemoveMutationVariables>;
export const ListRelationKindsDocument = new TypedDocumentString(`
    query listRelationKinds {
  relationKinds {
    code
    name
    symmetric
  }
}
    `) as unknown as TypedDocumentString<ListRelationKindsQuery, ListRelationKindsQueryVariables>;
export const RelationKindCreateDocument = new TypedDocumentString(`
    mutation relationKindCreate($input: RelationKindCreateInput!, $idempotencyKey: String) {
  relationKindCreate(input: $input, idempotencyKey: $idempotencyKey) {
    kinds {
      code
      name
      symmetric
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
}`) as unknown as TypedDocumentString<RelationKindCreateMutation, RelationKindCreateMutationVariables>;
export const RelationKindDeleteDocument = new TypedDocumentString(`
    mutation relationKindDelete($input: RelationKindDeleteInput!, $idempotencyKey: String) {
  relationKindDelete(input: $input, idempotencyKey: $idempotencyKey) {
    kinds {
      code
      name
      symmetric
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
}`) as unknown as TypedDocumentString<RelationKindDeleteMutation, RelationKindDeleteMutationVariables>;
export const CollectionRuleSetDocument = new TypedDocumentString(`
    mutation collectionRuleSet($input: CollectionRuleSetInput!, $idempotencyKey: String) {
  collectionRuleSet(input: $input, idempotencyKey: $idempotencyKey) {
    collection {
      ...Collection
    }
    errors {
      ...UserError
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
  channels
  ruleRefresh {
    done
    total
    finishedAt
  }
  translations {
    locale
    title
    description
    imageAlt
    seoTitle
    seoDescription
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CollectionRuleSetMutation, CollectionRuleSetMutationVariables>;
export const CollectionProductsAddDocument = new TypedDocumentString(`
    mutation collectionProductsAdd($input: CollectionProductsAddInput!, $idempotencyKey: String) {
  collectionProductsAdd(input: $input, idempotencyKey: $idempotencyKey) {
    collection {
      ...Collection
    }
    errors {
      ...UserError
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
  channels
  ruleRefresh {
    done
    total
    finishedAt
  }
  translations {
    locale
    title
    description
    imageAlt
    seoTitle
    seoDescription
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CollectionProductsAddMutation, CollectionProductsAddMutationVariables>;
export const CollectionProductsRemoveDocument = new TypedDocumentString(`
    mutation collectionProductsRemove($input: CollectionProductsRemoveInput!, $idempotencyKey: String) {
  collectionProductsRemove(input: $input, idempotencyKey: $idempotencyKey) {
    collection {
      ...Collection
    }
    errors {
      ...UserError
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
  channels
  ruleRefresh {
    done
    total
    finishedAt
  }
  translations {
    locale
    title
    description
    imageAlt
    seoTitle
    seoDescription
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CollectionProductsRemoveMutation, CollectionProductsRemoveMutationVariables>;
export const CollectionProductsMoveDocument = new TypedDocumentString(`
    mutation collectionProductsMove($input: CollectionProductsMoveInput!, $idempotencyKey: String) {
  collectionProductsMove(input: $input, idempotencyKey: $idempotencyKey) {
    collection {
      ...Collection
    }
    errors {
      ...UserError
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
  channels
  ruleRefresh {
    done
    total
    finishedAt
  }
  translations {
    locale
    title
    description
    imageAlt
    seoTitle
    seoDescription
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CollectionProductsMoveMutation, CollectionProductsMoveMutationVariables>;
export const CollectionProductsExcludeDocument = new TypedDocumentString(`
    mutation collectionProductsExclude($input: CollectionProductsExcludeInput!, $idempotencyKey: String) {
  collectionProductsExclude(input: $input, idempotencyKey: $idempotencyKey) {
    collection {
      ...Collection
    }
    errors {
      ...UserError
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
  channels
  ruleRefresh {
    done
    total
    finishedAt
  }
  translations {
    locale
    title
    description
    imageAlt
    seoTitle
    seoDescription
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CollectionProductsExcludeMutation, CollectionProductsExcludeMutationVariables>;
export const CollectionProductsIncludeDocument = new TypedDocumentString(`
    mutation collectionProductsInclude($input: CollectionProductsIncludeInput!, $idempotencyKey: String) {
  collectionProductsInclude(input: $input, idempotencyKey: $idempotencyKey) {
    collection {
      ...Collection
    }
    errors {
      ...UserError
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
  channels
  ruleRefresh {
    done
    total
    finishedAt
  }
  translations {
    locale
    title
    description
    imageAlt
    seoTitle
    seoDescription
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CollectionProductsIncludeMutation, CollectionProductsIncludeMutationVariables>;
export const PreviewCollectionRuleDocument = new TypedDocumentString(`
    query previewCollectionRule($rule: CollectionRuleInput!, $first: Int = 10) {
  collectionRulePreview(rule: $rule, first: $first) {
    count
    products {
      ...ProductRow
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
fragment ProductRow on Product {
  id
  slug
  title
  brand {
    ...Brand
  }
  productType {
    ...ProductType
  }
  updatedAt
  publications {
    channel
    publishedAt
  }
}`) as unknown as TypedDocumentString<PreviewCollectionRuleQuery, PreviewCollectionRuleQueryVariables>;
export const BundleDocument = new TypedDocumentString(`
    query bundle($id: ID!) {
  productVariant(id: $id) {
    id
    version
    bundle {
      pricing
      percentOff
      amountsOff {
        channel
        amount {
          ...Money
        }
      }
      slots {
        id
        name
        translations {
          locale
          name
        }
        minimum
        maximum
        repeatable
        choices {
          id
          variantId
          quantity
          amounts {
            channel
            amount {
              ...Money
            }
          }
        }
      }
    }
  }
}
    fragment Money on Money {
  amount
  currencyCode
}`) as unknown as TypedDocumentString<BundleQuery, BundleQueryVariables>;
export const BundleSetDocument = new TypedDocumentString(`
    mutation bundleSet($input: BundleSetInput!, $idempotencyKey: String) {
  bundleSet(input: $input, idempotencyKey: $idempotencyKey) {
    variant {
      id
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
}`) as unknown as TypedDocumentString<BundleSetMutation, BundleSetMutationVariables>;
export const DigitalFilesSetDocument = new TypedDocumentString(`
    mutation digitalFilesSet($input: DigitalFilesSetInput!, $idempotencyKey: String) {
  digitalFilesSet(input: $input, idempotencyKey: $idempotencyKey) {
    variant {
      id
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
}`) as unknown as TypedDocumentString<DigitalFilesSetMutation, DigitalFilesSetMutationVariables>;
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
export const DownloadRenewDocument = new TypedDocumentString(`
    mutation downloadRenew($input: DownloadRenewInput!, $idempotencyKey: String) {
  downloadRenew(input: $input, idempotencyKey: $idempotencyKey) {
    download {
      ...Download
    }
    errors {
      ...UserError
    }
  }
}
    fragment Download on Download {
  id
  name
  downloads
  downloadsLeft
  expiresAt
  available
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DownloadRenewMutation, DownloadRenewMutationVariables>;
export const DownloadRevokeDocument = new TypedDocumentString(`
    mutation downloadRevoke($input: DownloadRevokeInput!, $idempotencyKey: String) {
  downloadRevoke(input: $input, idempotencyKey: $idempotencyKey) {
    download {
      ...Download
    }
    errors {
      ...UserError
    }
  }
}
    fragment Download on Download {
  id
  name
  downloads
  downloadsLeft
  expiresAt
  available
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DownloadRevokeMutation, DownloadRevokeMutationVariables>;
export const ListOrderDownloadsDocument = new TypedDocumentString(`
    query listOrderDownloads($orderId: ID!) {
  downloads(orderId: $orderId) {
    ...Download
  }
}
    fragment Download on Download {
  id
  name
  downloads
  downloadsLeft
  expiresAt
  available
}`) as unknown as TypedDocumentString<ListOrderDownloadsQuery, ListOrderDownloadsQueryVariables>;
export const ListMailsDocument = new TypedDocumentString(`
    query listMails($first: Int, $after: String, $last: Int, $before: String, $state: MailState, $kind: String, $recipient: String) {
  mails(
    first: $first
    after: $after
    last: $last
    before: $before
    state: $state
    kind: $kind
    recipient: $recipient
  ) {
    nodes {
      ...Mail
    }
    pageInfo {
      ...PageInfo
    }
    totalCount
  }
}
    fragment Mail on Mail {
  id
  kind
  state
  sender
  recipient
  channel
  locale
  subject
  text
  resends
  attempts
  lastError
  createdAt
  sentAt
  messageId
  attachments {
    name
    url
  }
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListMailsQuery, ListMailsQueryVariables>;
export const GetMailDocument = new TypedDocumentString(`
    query getMail($id: ID!) {
  mail(id: $id) {
    ...Mail
    html
  }
}
    fragment Mail on Mail {
  id
  kind
  state
  sender
  recipient
  channel
  locale
  subject
  text
  resends
  attempts
  lastError
  createdAt
  sentAt
  messageId
  attachments {
    name
    url
  }
}`) as unknown as TypedDocumentString<GetMailQuery, GetMailQueryVariables>;
export const ListMailKindsDocument = new TypedDocumentString(`
    query listMailKinds {
  mailKinds {
    name
    description
    languages
  }
}
    `) as unknown as TypedDocumentString<ListMailKindsQuery, ListMailKindsQueryVariables>;
export const GetMailPreviewDocument = new TypedDocumentString(`
    query getMailPreview($kind: String!, $locale: String!) {
  mailPreview(kind: $kind, locale: $locale) {
    subject
    html
    text
  }
}
    `) as unknown as TypedDocumentString<GetMailPreviewQuery, GetMailPreviewQueryVariables>;
export const MailResendDocument = new TypedDocumentString(`
    mutation mailResend($input: MailResendInput!, $idempotencyKey: String) {
  mailResend(input: $input, idempotencyKey: $idempotencyKey) {
    mail {
      ...Mail
    }
    errors {
      ...UserError
    }
  }
}
    fragment Mail on Mail {
  id
  kind
  state
  sender
  recipient
  channel
  locale
  subject
  text
  resends
  attempts
  lastError
  createdAt
  sentAt
  messageId
  attachments {
    name
    url
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<MailResendMutation, MailResendMutationVariables>;
export const ProductMediaAddDocument = new TypedDocumentString(`
    mutation productMediaAdd($input: ProductMediaAddInput!, $idempotencyKey: String) {
  productMediaAdd(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      ...MediaOfProduct
    }
    errors {
      ...UserError
    }
  }
}
    fragment ShownMedia on ProductMedia {
  id
  kind
  url
  alt
  width
  height
  colour
  focalPoint {
    x
    y
  }
  posterUrl
  fileId
}
fragment MediaOfProduct on Product {
  id
  version
  media {
    ...ShownMedia
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductMediaAddMutation, ProductMediaAddMutationVariables>;
export const ProductMediaUpdateDocument = new TypedDocumentString(`
    mutation productMediaUpdate($input: ProductMediaUpdateInput!, $idempotencyKey: String) {
  productMediaUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      ...MediaOfProduct
    }
    errors {
      ...UserError
    }
  }
}
    fragment ShownMedia on ProductMedia {
  id
  kind
  url
  alt
  width
  height
  colour
  focalPoint {
    x
    y
  }
  posterUrl
  fileId
}
fragment MediaOfProduct on Product {
  id
  version
  media {
    ...ShownMedia
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductMediaUpdateMutation, ProductMediaUpdateMutationVariables>;
export const ProductMediaReorderDocument = new TypedDocumentString(`
    mutation productMediaReorder($input: ProductMediaReorderInput!, $idempotencyKey: String) {
  productMediaReorder(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      ...MediaOfProduct
    }
    errors {
      ...UserError
    }
  }
}
    fragment ShownMedia on ProductMedia {
  id
  kind
  url
  alt
  width
  height
  colour
  focalPoint {
    x
    y
  }
  posterUrl
  fileId
}
fragment MediaOfProduct on Product {
  id
  version
  media {
    ...ShownMedia
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductMediaReorderMutation, ProductMediaReorderMutationVariables>;
export const ProductMediaRemoveDocument = new TypedDocumentString(`
    mutation productMediaRemove($input: ProductMediaRemoveInput!, $idempotencyKey: String) {
  productMediaRemove(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      ...MediaOfProduct
    }
    errors {
      ...UserError
    }
  }
}
    fragment ShownMedia on ProductMedia {
  id
  kind
  url
  alt
  width
  height
  colour
  focalPoint {
    x
    y
  }
  posterUrl
  fileId
}
fragment MediaOfProduct on Product {
  id
  version
  media {
    ...ShownMedia
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductMediaRemoveMutation, ProductMediaRemoveMutationVariables>;
export const ListFilesDocument = new TypedDocumentString(`
    query listFiles($first: Int = 50, $after: String, $filter: FileFilter, $sort: FileSort = NEWEST) {
  files(first: $first, after: $after, filter: $filter, sort: $sort) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...UploadedFile
      width
      height
      private
      createdAt
      uses {
        holder
        count
      }
    }
  }
}
    fragment UploadedFile on File {
  id
  name
  kind
  contentType
  bytes
  url
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListFilesQuery, ListFilesQueryVariables>;
export const FilesBulkDeleteDocument = new TypedDocumentString(`
    mutation filesBulkDelete($input: FilesBulkDeleteInput!, $idempotencyKey: String) {
  filesBulkDelete(input: $input, idempotencyKey: $idempotencyKey) {
    count
    results {
      index
      deletedId
      errors {
        ...UserError
      }
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
}`) as unknown as TypedDocumentString<FilesBulkDeleteMutation, FilesBulkDeleteMutationVariables>;
export const GetFileDocument = new TypedDocumentString(`
    query getFile($id: ID!) {
  file(id: $id) {
    ...UploadedFile
    uses {
      holder
      count
    }
    products {
      id
      slug
      title
    }
  }
}
    fragment UploadedFile on File {
  id
  name
  kind
  contentType
  bytes
  url
}`) as unknown as TypedDocumentString<GetFileQuery, GetFileQueryVariables>;
export const GetProductLifeDocument = new TypedDocumentString(`
    query getProductLife($id: ID!, $first: Int = 20, $after: String) {
  product(id: $id) {
    ...ProductLife
    history(first: $first, after: $after) {
      totalCount
      pageInfo {
        ...PageInfo
      }
      nodes {
        createdAt
        actor
        fromStatus
        toStatus
        reason
        reviewer
      }
    }
  }
}
    fragment ProductLife on Product {
  id
  version
  status
  review {
    submittedBy
    submittedAt
    reviewer
  }
  changedSinceApproval
  transitions {
    to
    name
    permission
    needsReason
    allowed
  }
  publications {
    channel
    publishedAt
    unpublishAt
    published
  }
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<GetProductLifeQuery, GetProductLifeQueryVariables>;
export const ListProductsInReviewDocument = new TypedDocumentString(`
    query listProductsInReview($first: Int = 20, $after: String, $mine: Boolean! = false) {
  productsInReview(first: $first, after: $after, mine: $mine) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...ProductLife
      title
    }
  }
}
    fragment ProductLife on Product {
  id
  version
  status
  review {
    submittedBy
    submittedAt
    reviewer
  }
  changedSinceApproval
  transitions {
    to
    name
    permission
    needsReason
    allowed
  }
  publications {
    channel
    publishedAt
    unpublishAt
    published
  }
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListProductsInReviewQuery, ListProductsInReviewQueryVariables>;
export const GetProductOptionsDocument = new TypedDocumentString(`
    query getProductOptions($id: ID!) {
  product(id: $id) {
    id
    version
    options {
      ...OptionDetail
    }
  }
}
    fragment OptionDetail on ProductOption {
  name
  attribute
  values {
    value
    choice
  }
  translations {
    locale
    name
    values {
      value
      label
    }
  }
}`) as unknown as TypedDocumentString<GetProductOptionsQuery, GetProductOptionsQueryVariables>;
export const GetProductAttributesDocument = new TypedDocumentString(`
    query getProductAttributes($id: ID!) {
  product(id: $id) {
    id
    version
    attributes {
      __typename
      code
      name
      ... on TextAttribute {
        text
        translations {
          locale
          text
        }
      }
      ... on RichTextAttribute {
        html
        translations {
          locale
          text
        }
      }
      ... on NumberAttribute {
        number
        unit
      }
      ... on BooleanAttribute {
        boolean
      }
      ... on DateAttribute {
        date
      }
      ... on ChoiceAttribute {
        choices {
          code
          name
          colour
        }
      }
      ... on FileAttribute {
        url
      }
      ... on ReferenceAttribute {
        references {
          __typename
          ... on Node {
            id
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<GetProductAttributesQuery, GetProductAttributesQueryVariables>;
export const ListTagsDocument = new TypedDocumentString(`
    query listTags($first: Int = 50, $after: String, $search: String) {
  tags(first: $first, after: $after, search: $search) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      name
      productCount
    }
  }
}
    fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListTagsQuery, ListTagsQueryVariables>;
export const ExplainPriceDocument = new TypedDocumentString(`
    query explainPrice($variantId: ID!, $quantity: Int! = 1, $customerGroups: [String!], $at: DateTime) {
  priceExplanation(
    variantId: $variantId
    quantity: $quantity
    customerGroups: $customerGroups
    at: $at
  ) {
    price {
      ...Money
    }
    compareAtPrice {
      ...Money
    }
    minQuantity
    decision
    lists
    list {
      id
      code
      name
    }
  }
}
    fragment Money on Money {
  amount
  currencyCode
}`) as unknown as TypedDocumentString<ExplainPriceQuery, ExplainPriceQueryVariables>;
export const PreviewPriceChangeDocument = new TypedDocumentString(`
    query previewPriceChange($change: PriceChangeInput!) {
  priceChangePreview(change: $change) {
    total
    changed
    unchanged
    skipped
    digest
    warnings {
      code
      prices
    }
    samples {
      minQuantity
      before {
        ...Money
      }
      after {
        ...Money
      }
      warnings
      variant {
        id
        sku
      }
    }
  }
}
    fragment Money on Money {
  amount
  currencyCode
}`) as unknown as TypedDocumentString<PreviewPriceChangeQuery, PreviewPriceChangeQueryVariables>;
export const GetPriceChangeDocument = new TypedDocumentString(`
    query getPriceChange($id: ID!) {
  priceChange(id: $id) {
    ...PriceChangeCard
  }
}
    fragment PriceChangeCard on PriceChange {
  id
  state
  total
  done
  changed
  conflicts
  madeBy
  createdAt
  finishedAt
}`) as unknown as TypedDocumentString<GetPriceChangeQuery, GetPriceChangeQueryVariables>;
export const ListPriceChangeItemsDocument = new TypedDocumentString(`
    query listPriceChangeItems($changeId: ID!, $state: ItemState, $first: Int = 20, $after: String) {
  priceChangeItems(
    changeId: $changeId
    state: $state
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      minQuantity
      state
      before {
        ...Money
      }
      after {
        ...Money
      }
      variant {
        id
        sku
      }
    }
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
}`) as unknown as TypedDocumentString<ListPriceChangeItemsQuery, ListPriceChangeItemsQueryVariables>;
export const ProductTransitionDocument = new TypedDocumentString(`
    mutation productTransition($input: ProductTransitionInput!, $idempotencyKey: String) {
  productTransition(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      ...ProductLife
    }
    errors {
      ...UserError
    }
  }
}
    fragment ProductLife on Product {
  id
  version
  status
  review {
    submittedBy
    submittedAt
    reviewer
  }
  changedSinceApproval
  transitions {
    to
    name
    permission
    needsReason
    allowed
  }
  publications {
    channel
    publishedAt
    unpublishAt
    published
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductTransitionMutation, ProductTransitionMutationVariables>;
export const ProductReviewerAssignDocument = new TypedDocumentString(`
    mutation productReviewerAssign($input: ProductReviewerAssignInput!, $idempotencyKey: String) {
  productReviewerAssign(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      ...ProductLife
    }
    errors {
      ...UserError
    }
  }
}
    fragment ProductLife on Product {
  id
  version
  status
  review {
    submittedBy
    submittedAt
    reviewer
  }
  changedSinceApproval
  transitions {
    to
    name
    permission
    needsReason
    allowed
  }
  publications {
    channel
    publishedAt
    unpublishAt
    published
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductReviewerAssignMutation, ProductReviewerAssignMutationVariables>;
export const ProductOptionUpdateDocument = new TypedDocumentString(`
    mutation productOptionUpdate($input: ProductOptionUpdateInput!, $idempotencyKey: String) {
  productOptionUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      id
      version
      options {
        ...OptionDetail
      }
      variants {
        id
        sku
        title
        version
      }
    }
    errors {
      ...UserError
    }
  }
}
    fragment OptionDetail on ProductOption {
  name
  attribute
  values {
    value
    choice
  }
  translations {
    locale
    name
    values {
      value
      label
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductOptionUpdateMutation, ProductOptionUpdateMutationVariables>;
export const ProductOptionAddDocument = new TypedDocumentString(`
    mutation productOptionAdd($input: ProductOptionAddInput!, $idempotencyKey: String) {
  productOptionAdd(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      id
      version
      options {
        ...OptionDetail
      }
      variants {
        id
        sku
        title
        version
      }
    }
    errors {
      ...UserError
    }
  }
}
    fragment OptionDetail on ProductOption {
  name
  attribute
  values {
    value
    choice
  }
  translations {
    locale
    name
    values {
      value
      label
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductOptionAddMutation, ProductOptionAddMutationVariables>;
export const ProductOptionRemoveDocument = new TypedDocumentString(`
    mutation productOptionRemove($input: ProductOptionRemoveInput!, $idempotencyKey: String) {
  productOptionRemove(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      id
      version
      options {
        ...OptionDetail
      }
      variants {
        id
        sku
        title
        version
      }
    }
    errors {
      ...UserError
    }
  }
}
    fragment OptionDetail on ProductOption {
  name
  attribute
  values {
    value
    choice
  }
  translations {
    locale
    name
    values {
      value
      label
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductOptionRemoveMutation, ProductOptionRemoveMutationVariables>;
export const ProductOptionsReorderDocument = new TypedDocumentString(`
    mutation productOptionsReorder($input: ProductOptionsReorderInput!, $idempotencyKey: String) {
  productOptionsReorder(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      id
      version
      options {
        ...OptionDetail
      }
      variants {
        id
        sku
        title
        version
      }
    }
    errors {
      ...UserError
    }
  }
}
    fragment OptionDetail on ProductOption {
  name
  attribute
  values {
    value
    choice
  }
  translations {
    locale
    name
    values {
      value
      label
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductOptionsReorderMutation, ProductOptionsReorderMutationVariables>;
export const ProductOptionLinkDocument = new TypedDocumentString(`
    mutation productOptionLink($input: ProductOptionLinkInput!, $idempotencyKey: String) {
  productOptionLink(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      id
      version
      options {
        ...OptionDetail
      }
      variants {
        id
        sku
        title
        version
      }
    }
    errors {
      ...UserError
    }
  }
}
    fragment OptionDetail on ProductOption {
  name
  attribute
  values {
    value
    choice
  }
  translations {
    locale
    name
    values {
      value
      label
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductOptionLinkMutation, ProductOptionLinkMutationVariables>;
export const ProductVariantsGenerateDocument = new TypedDocumentString(`
    mutation productVariantsGenerate($input: ProductVariantsGenerateInput!, $idempotencyKey: String) {
  productVariantsGenerate(input: $input, idempotencyKey: $idempotencyKey) {
    existing
    combinations {
      options
      sku
    }
    product {
      id
      version
    }
    variants {
      id
      sku
      title
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
}`) as unknown as TypedDocumentString<ProductVariantsGenerateMutation, ProductVariantsGenerateMutationVariables>;
export const ProductVariantsReorderDocument = new TypedDocumentString(`
    mutation productVariantsReorder($input: ProductVariantsReorderInput!, $idempotencyKey: String) {
  productVariantsReorder(input: $input, idempotencyKey: $idempotencyKey) {
    product {
      id
      version
      options {
        ...OptionDetail
      }
      variants {
        id
        sku
        title
        version
      }
    }
    errors {
      ...UserError
    }
  }
}
    fragment OptionDetail on ProductOption {
  name
  attribute
  values {
    value
    choice
  }
  translations {
    locale
    name
    values {
      value
      label
    }
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductVariantsReorderMutation, ProductVariantsReorderMutationVariables>;
export const VariantsBulkUpdateDocument = new TypedDocumentString(`
    mutation variantsBulkUpdate($input: VariantsBulkUpdateInput!, $idempotencyKey: String) {
  variantsBulkUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    count
    results {
      index
      variant {
        id
        version
      }
      errors {
        ...UserError
      }
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
}`) as unknown as TypedDocumentString<VariantsBulkUpdateMutation, VariantsBulkUpdateMutationVariables>;
export const VariantsBulkDeleteDocument = new TypedDocumentString(`
    mutation variantsBulkDelete($input: VariantsBulkDeleteInput!, $idempotencyKey: String) {
  variantsBulkDelete(input: $input, idempotencyKey: $idempotencyKey) {
    count
    results {
      index
      deletedId
      errors {
        ...UserError
      }
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
}`) as unknown as TypedDocumentString<VariantsBulkDeleteMutation, VariantsBulkDeleteMutationVariables>;
export const ProductsBulkCreateDocument = new TypedDocumentString(`
    mutation productsBulkCreate($input: ProductsBulkCreateInput!, $idempotencyKey: String) {
  productsBulkCreate(input: $input, idempotencyKey: $idempotencyKey) {
    count
    results {
      index
      product {
        id
        version
      }
      errors {
        ...UserError
      }
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
}`) as unknown as TypedDocumentString<ProductsBulkCreateMutation, ProductsBulkCreateMutationVariables>;
export const ProductsBulkUpdateDocument = new TypedDocumentString(`
    mutation productsBulkUpdate($input: ProductsBulkUpdateInput!, $idempotencyKey: String) {
  productsBulkUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    count
    results {
      index
      product {
        id
        version
      }
      errors {
        ...UserError
      }
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
}`) as unknown as TypedDocumentString<ProductsBulkUpdateMutation, ProductsBulkUpdateMutationVariables>;
export const AttributeChoiceUpdateDocument = new TypedDocumentString(`
    mutation attributeChoiceUpdate($input: AttributeChoiceUpdateInput!, $idempotencyKey: String) {
  attributeChoiceUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    attribute {
      ...AttributeDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment AttributeCard on Attribute {
  id
  code
  name
  kind
  unit
  filterable
  visible
  position
}
fragment AttributeDetail on Attribute {
  ...AttributeCard
  version
  choices {
    id
    code
    name
    colour
    imageUrl
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<AttributeChoiceUpdateMutation, AttributeChoiceUpdateMutationVariables>;
export const AttributeChoicesReorderDocument = new TypedDocumentString(`
    mutation attributeChoicesReorder($input: AttributeChoicesReorderInput!, $idempotencyKey: String) {
  attributeChoicesReorder(input: $input, idempotencyKey: $idempotencyKey) {
    attribute {
      ...AttributeDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment AttributeCard on Attribute {
  id
  code
  name
  kind
  unit
  filterable
  visible
  position
}
fragment AttributeDetail on Attribute {
  ...AttributeCard
  version
  choices {
    id
    code
    name
    colour
    imageUrl
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<AttributeChoicesReorderMutation, AttributeChoicesReorderMutationVariables>;
export const AttributeChoiceRemoveDocument = new TypedDocumentString(`
    mutation attributeChoiceRemove($input: AttributeChoiceRemoveInput!, $idempotencyKey: String) {
  attributeChoiceRemove(input: $input, idempotencyKey: $idempotencyKey) {
    attribute {
      ...AttributeDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment AttributeCard on Attribute {
  id
  code
  name
  kind
  unit
  filterable
  visible
  position
}
fragment AttributeDetail on Attribute {
  ...AttributeCard
  version
  choices {
    id
    code
    name
    colour
    imageUrl
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<AttributeChoiceRemoveMutation, AttributeChoiceRemoveMutationVariables>;
export const MetadataUpdateDocument = new TypedDocumentString(`
    mutation metadataUpdate($input: MetadataUpdateInput!, $idempotencyKey: String) {
  metadataUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    metadata
    errors {
      ...UserError
    }
  }
}
    fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<MetadataUpdateMutation, MetadataUpdateMutationVariables>;
export const MetadataDeleteDocument = new TypedDocumentString(`
    mutation metadataDelete($input: MetadataDeleteInput!, $idempotencyKey: String) {
  metadataDelete(input: $input, idempotencyKey: $idempotencyKey) {
    metadata
    errors {
      ...UserError
    }
  }
}
    fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<MetadataDeleteMutation, MetadataDeleteMutationVariables>;
export const RelationKindUpdateDocument = new TypedDocumentString(`
    mutation relationKindUpdate($input: RelationKindUpdateInput!, $idempotencyKey: String) {
  relationKindUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    kinds {
      code
      name
      symmetric
      position
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
}`) as unknown as TypedDocumentString<RelationKindUpdateMutation, RelationKindUpdateMutationVariables>;
export const TagTranslateDocument = new TypedDocumentString(`
    mutation tagTranslate($input: TagTranslateInput!, $idempotencyKey: String) {
  tagTranslate(input: $input, idempotencyKey: $idempotencyKey) {
    tag {
      name
      productCount
      translations {
        locale
        name
      }
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
}`) as unknown as TypedDocumentString<TagTranslateMutation, TagTranslateMutationVariables>;
export const TagRenameDocument = new TypedDocumentString(`
    mutation tagRename($input: TagRenameInput!, $idempotencyKey: String) {
  tagRename(input: $input, idempotencyKey: $idempotencyKey) {
    tag {
      name
      productCount
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
}`) as unknown as TypedDocumentString<TagRenameMutation, TagRenameMutationVariables>;
export const TagDeleteDocument = new TypedDocumentString(`
    mutation tagDelete($input: TagDeleteInput!, $idempotencyKey: String) {
  tagDelete(input: $input, idempotencyKey: $idempotencyKey) {
    deletedTag
    errors {
      ...UserError
    }
  }
}
    fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<TagDeleteMutation, TagDeleteMutationVariables>;
export const VariantCostsSetDocument = new TypedDocumentString(`
    mutation variantCostsSet($input: VariantCostsSetInput!, $idempotencyKey: String) {
  variantCostsSet(input: $input, idempotencyKey: $idempotencyKey) {
    variants {
      id
      version
      costs {
        channel
        cost {
          ...Money
        }
      }
    }
    errors {
      ...UserError
    }
  }
}
    fragment Money on Money {
  amount
  currencyCode
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<VariantCostsSetMutation, VariantCostsSetMutationVariables>;
export const PriceChangeApplyDocument = new TypedDocumentString(`
    mutation priceChangeApply($input: PriceChangeApplyInput!, $idempotencyKey: String) {
  priceChangeApply(input: $input, idempotencyKey: $idempotencyKey) {
    priceChange {
      ...PriceChangeCard
    }
    errors {
      ...UserError
    }
  }
}
    fragment PriceChangeCard on PriceChange {
  id
  state
  total
  done
  changed
  conflicts
  madeBy
  createdAt
  finishedAt
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<PriceChangeApplyMutation, PriceChangeApplyMutationVariables>;
export const PriceChangeUndoDocument = new TypedDocumentString(`
    mutation priceChangeUndo($input: PriceChangeUndoInput!, $idempotencyKey: String) {
  priceChangeUndo(input: $input, idempotencyKey: $idempotencyKey) {
    priceChange {
      ...PriceChangeCard
    }
    errors {
      ...UserError
    }
  }
}
    fragment PriceChangeCard on PriceChange {
  id
  state
  total
  done
  changed
  conflicts
  madeBy
  createdAt
  finishedAt
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<PriceChangeUndoMutation, PriceChangeUndoMutationVariables>;
export const PricesBulkSetDocument = new TypedDocumentString(`
    mutation pricesBulkSet($input: PricesBulkSetInput!, $idempotencyKey: String) {
  pricesBulkSet(input: $input, idempotencyKey: $idempotencyKey) {
    count
    results {
      index
      variant {
        id
        version
      }
      errors {
        ...UserError
      }
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
}`) as unknown as TypedDocumentString<PricesBulkSetMutation, PricesBulkSetMutationVariables>;
export const VariantCostsBulkSetDocument = new TypedDocumentString(`
    mutation variantCostsBulkSet($input: VariantCostsBulkSetInput!, $idempotencyKey: String) {
  variantCostsBulkSet(input: $input, idempotencyKey: $idempotencyKey) {
    count
    results {
      index
      variant {
        id
        version
      }
      errors {
        ...UserError
      }
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
}`) as unknown as TypedDocumentString<VariantCostsBulkSetMutation, VariantCostsBulkSetMutationVariables>;
export const ListProductTypesDocument = new TypedDocumentString(`
    query listProductTypes($first: Int = 20, $after: String) {
  productTypes(first: $first, after: $after) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...ProductTypeDetail
    }
  }
}
    fragment AttributeCard on Attribute {
  id
  code
  name
  kind
  unit
  filterable
  visible
  position
}
fragment ProductTypeCard on ProductType {
  id
  slug
  name
  version
}
fragment ProductTypeDetail on ProductType {
  ...ProductTypeCard
  translations {
    locale
    name
  }
  attributes {
    attribute {
      ...AttributeCard
    }
    scope
    required
  }
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListProductTypesQuery, ListProductTypesQueryVariables>;
export const GetProductTypeDocument = new TypedDocumentString(`
    query getProductType($id: ID, $slug: String) {
  productType(id: $id, slug: $slug) {
    ...ProductTypeDetail
  }
}
    fragment AttributeCard on Attribute {
  id
  code
  name
  kind
  unit
  filterable
  visible
  position
}
fragment ProductTypeCard on ProductType {
  id
  slug
  name
  version
}
fragment ProductTypeDetail on ProductType {
  ...ProductTypeCard
  translations {
    locale
    name
  }
  attributes {
    attribute {
      ...AttributeCard
    }
    scope
    required
  }
}`) as unknown as TypedDocumentString<GetProductTypeQuery, GetProductTypeQueryVariables>;
export const ListAttributesDocument = new TypedDocumentString(`
    query listAttributes($first: Int = 20, $after: String) {
  attributes(first: $first, after: $after) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...AttributeDetail
    }
  }
}
    fragment AttributeCard on Attribute {
  id
  code
  name
  kind
  unit
  filterable
  visible
  position
}
fragment AttributeDetail on Attribute {
  ...AttributeCard
  version
  choices {
    id
    code
    name
    colour
    imageUrl
  }
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListAttributesQuery, ListAttributesQueryVariables>;
export const GetAttributeDocument = new TypedDocumentString(`
    query getAttribute($id: ID, $code: String) {
  attribute(id: $id, code: $code) {
    ...AttributeDetail
  }
}
    fragment AttributeCard on Attribute {
  id
  code
  name
  kind
  unit
  filterable
  visible
  position
}
fragment AttributeDetail on Attribute {
  ...AttributeCard
  version
  choices {
    id
    code
    name
    colour
    imageUrl
  }
}`) as unknown as TypedDocumentString<GetAttributeQuery, GetAttributeQueryVariables>;
export const ListBrandsDocument = new TypedDocumentString(`
    query listBrands($first: Int = 20, $after: String, $search: String) {
  brands(first: $first, after: $after, search: $search) {
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...BrandCard
    }
  }
}
    fragment BrandCard on Brand {
  id
  slug
  name
  logoUrl
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListBrandsQuery, ListBrandsQueryVariables>;
export const GetBrandDocument = new TypedDocumentString(`
    query getBrand($id: ID, $slug: String) {
  brand(id: $id, slug: $slug) {
    ...BrandDetail
  }
}
    fragment BrandCard on Brand {
  id
  slug
  name
  logoUrl
}
fragment BrandDetail on Brand {
  ...BrandCard
  description
  seoTitle
  seoDescription
  version
  formerSlugs
  translations {
    locale
    name
    description
    seoTitle
    seoDescription
  }
}`) as unknown as TypedDocumentString<GetBrandQuery, GetBrandQueryVariables>;
export const ListPriceListsDocument = new TypedDocumentString(`
    query listPriceLists($first: Int = 20, $after: String, $channel: String, $active: Boolean) {
  priceLists(first: $first, after: $after, channel: $channel, active: $active) {
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...PriceListCard
    }
  }
}
    fragment PriceListCard on PriceList {
  id
  code
  name
  title
  channel
  currencyCode
  priority
  startsAt
  endsAt
  customerGroups
  active
  base
  version
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListPriceListsQuery, ListPriceListsQueryVariables>;
export const GetPriceListDocument = new TypedDocumentString(`
    query getPriceList($id: ID, $code: String) {
  priceList(id: $id, code: $code) {
    ...PriceListCard
    titles {
      locale
      title
    }
  }
}
    fragment PriceListCard on PriceList {
  id
  code
  name
  title
  channel
  currencyCode
  priority
  startsAt
  endsAt
  customerGroups
  active
  base
  version
}`) as unknown as TypedDocumentString<GetPriceListQuery, GetPriceListQueryVariables>;
export const GetPriceHistoryDocument = new TypedDocumentString(`
    query getPriceHistory($id: ID!, $channel: String, $customerGroup: String = "", $first: Int = 20, $after: String) {
  productVariant(id: $id) {
    id
    priceHistory(
      first: $first
      after: $after
      channel: $channel
      customerGroup: $customerGroup
    ) {
      totalCount
      pageInfo {
        ...PageInfo
      }
      nodes {
        channel
        customerGroup
        price {
          ...Money
        }
        compareAtPrice {
          ...Money
        }
        lowestPrice {
          ...Money
        }
        startsAt
        endsAt
        list {
          id
          code
          name
        }
      }
    }
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
}`) as unknown as TypedDocumentString<GetPriceHistoryQuery, GetPriceHistoryQueryVariables>;
export const BrandCreateDocument = new TypedDocumentString(`
    mutation brandCreate($input: BrandCreateInput!, $idempotencyKey: String) {
  brandCreate(input: $input, idempotencyKey: $idempotencyKey) {
    brand {
      ...BrandDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment BrandCard on Brand {
  id
  slug
  name
  logoUrl
}
fragment BrandDetail on Brand {
  ...BrandCard
  description
  seoTitle
  seoDescription
  version
  formerSlugs
  translations {
    locale
    name
    description
    seoTitle
    seoDescription
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<BrandCreateMutation, BrandCreateMutationVariables>;
export const BrandUpdateDocument = new TypedDocumentString(`
    mutation brandUpdate($input: BrandUpdateInput!, $idempotencyKey: String) {
  brandUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    brand {
      ...BrandDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment BrandCard on Brand {
  id
  slug
  name
  logoUrl
}
fragment BrandDetail on Brand {
  ...BrandCard
  description
  seoTitle
  seoDescription
  version
  formerSlugs
  translations {
    locale
    name
    description
    seoTitle
    seoDescription
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<BrandUpdateMutation, BrandUpdateMutationVariables>;
export const BrandDeleteDocument = new TypedDocumentString(`
    mutation brandDelete($input: BrandDeleteInput!, $idempotencyKey: String) {
  brandDelete(input: $input, idempotencyKey: $idempotencyKey) {
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
}`) as unknown as TypedDocumentString<BrandDeleteMutation, BrandDeleteMutationVariables>;
export const ProductTypeCreateDocument = new TypedDocumentString(`
    mutation productTypeCreate($input: ProductTypeCreateInput!, $idempotencyKey: String) {
  productTypeCreate(input: $input, idempotencyKey: $idempotencyKey) {
    productType {
      ...ProductTypeCard
    }
    errors {
      ...UserError
    }
  }
}
    fragment ProductTypeCard on ProductType {
  id
  slug
  name
  version
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductTypeCreateMutation, ProductTypeCreateMutationVariables>;
export const ProductTypeUpdateDocument = new TypedDocumentString(`
    mutation productTypeUpdate($input: ProductTypeUpdateInput!, $idempotencyKey: String) {
  productTypeUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    productType {
      ...ProductTypeCard
    }
    errors {
      ...UserError
    }
  }
}
    fragment ProductTypeCard on ProductType {
  id
  slug
  name
  version
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductTypeUpdateMutation, ProductTypeUpdateMutationVariables>;
export const ProductTypeDeleteDocument = new TypedDocumentString(`
    mutation productTypeDelete($input: ProductTypeDeleteInput!, $idempotencyKey: String) {
  productTypeDelete(input: $input, idempotencyKey: $idempotencyKey) {
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
}`) as unknown as TypedDocumentString<ProductTypeDeleteMutation, ProductTypeDeleteMutationVariables>;
export const AttributeCreateDocument = new TypedDocumentString(`
    mutation attributeCreate($input: AttributeCreateInput!, $idempotencyKey: String) {
  attributeCreate(input: $input, idempotencyKey: $idempotencyKey) {
    attribute {
      ...AttributeDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment AttributeCard on Attribute {
  id
  code
  name
  kind
  unit
  filterable
  visible
  position
}
fragment AttributeDetail on Attribute {
  ...AttributeCard
  version
  choices {
    id
    code
    name
    colour
    imageUrl
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<AttributeCreateMutation, AttributeCreateMutationVariables>;
export const AttributeUpdateDocument = new TypedDocumentString(`
    mutation attributeUpdate($input: AttributeUpdateInput!, $idempotencyKey: String) {
  attributeUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    attribute {
      ...AttributeDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment AttributeCard on Attribute {
  id
  code
  name
  kind
  unit
  filterable
  visible
  position
}
fragment AttributeDetail on Attribute {
  ...AttributeCard
  version
  choices {
    id
    code
    name
    colour
    imageUrl
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<AttributeUpdateMutation, AttributeUpdateMutationVariables>;
export const AttributeDeleteDocument = new TypedDocumentString(`
    mutation attributeDelete($input: AttributeDeleteInput!, $idempotencyKey: String) {
  attributeDelete(input: $input, idempotencyKey: $idempotencyKey) {
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
}`) as unknown as TypedDocumentString<AttributeDeleteMutation, AttributeDeleteMutationVariables>;
export const AttributeChoicesAddDocument = new TypedDocumentString(`
    mutation attributeChoicesAdd($input: AttributeChoicesAddInput!, $idempotencyKey: String) {
  attributeChoicesAdd(input: $input, idempotencyKey: $idempotencyKey) {
    attribute {
      ...AttributeDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment AttributeCard on Attribute {
  id
  code
  name
  kind
  unit
  filterable
  visible
  position
}
fragment AttributeDetail on Attribute {
  ...AttributeCard
  version
  choices {
    id
    code
    name
    colour
    imageUrl
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<AttributeChoicesAddMutation, AttributeChoicesAddMutationVariables>;
export const PriceListCreateDocument = new TypedDocumentString(`
    mutation priceListCreate($input: PriceListCreateInput!, $idempotencyKey: String) {
  priceListCreate(input: $input, idempotencyKey: $idempotencyKey) {
    priceList {
      ...PriceListCard
    }
    errors {
      ...UserError
    }
  }
}
    fragment PriceListCard on PriceList {
  id
  code
  name
  title
  channel
  currencyCode
  priority
  startsAt
  endsAt
  customerGroups
  active
  base
  version
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<PriceListCreateMutation, PriceListCreateMutationVariables>;
export const PriceListUpdateDocument = new TypedDocumentString(`
    mutation priceListUpdate($input: PriceListUpdateInput!, $idempotencyKey: String) {
  priceListUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    priceList {
      ...PriceListCard
    }
    errors {
      ...UserError
    }
  }
}
    fragment PriceListCard on PriceList {
  id
  code
  name
  title
  channel
  currencyCode
  priority
  startsAt
  endsAt
  customerGroups
  active
  base
  version
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<PriceListUpdateMutation, PriceListUpdateMutationVariables>;
export const PriceListDeleteDocument = new TypedDocumentString(`
    mutation priceListDelete($input: PriceListDeleteInput!, $idempotencyKey: String) {
  priceListDelete(input: $input, idempotencyKey: $idempotencyKey) {
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
}`) as unknown as TypedDocumentString<PriceListDeleteMutation, PriceListDeleteMutationVariables>;
export const PricesSetDocument = new TypedDocumentString(`
    mutation pricesSet($input: PricesSetInput!, $idempotencyKey: String) {
  pricesSet(input: $input, idempotencyKey: $idempotencyKey) {
    variants {
      id
      version
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
}`) as unknown as TypedDocumentString<PricesSetMutation, PricesSetMutationVariables>;
export const ProductsBulkPublishDocument = new TypedDocumentString(`
    mutation productsBulkPublish($input: ProductsBulkPublishInput!, $idempotencyKey: String) {
  productsBulkPublish(input: $input, idempotencyKey: $idempotencyKey) {
    count
    results {
      index
      product {
        id
        version
      }
      errors {
        ...UserError
      }
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
}`) as unknown as TypedDocumentString<ProductsBulkPublishMutation, ProductsBulkPublishMutationVariables>;
export const ProductsBulkUnpublishDocument = new TypedDocumentString(`
    mutation productsBulkUnpublish($input: ProductsBulkUnpublishInput!, $idempotencyKey: String) {
  productsBulkUnpublish(input: $input, idempotencyKey: $idempotencyKey) {
    count
    results {
      index
      product {
        id
        version
      }
      errors {
        ...UserError
      }
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
}`) as unknown as TypedDocumentString<ProductsBulkUnpublishMutation, ProductsBulkUnpublishMutationVariables>;
export const ProductsBulkTagDocument = new TypedDocumentString(`
    mutation productsBulkTag($input: ProductsBulkTagInput!, $idempotencyKey: String) {
  productsBulkTag(input: $input, idempotencyKey: $idempotencyKey) {
    count
    results {
      index
      product {
        id
        version
      }
      errors {
        ...UserError
      }
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
}`) as unknown as TypedDocumentString<ProductsBulkTagMutation, ProductsBulkTagMutationVariables>;
export const ProductsBulkFileDocument = new TypedDocumentString(`
    mutation productsBulkFile($input: ProductsBulkFileInput!, $idempotencyKey: String) {
  productsBulkFile(input: $input, idempotencyKey: $idempotencyKey) {
    count
    results {
      index
      product {
        id
        version
      }
      errors {
        ...UserError
      }
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
}`) as unknown as TypedDocumentString<ProductsBulkFileMutation, ProductsBulkFileMutationVariables>;
export const ProductsBulkTransitionDocument = new TypedDocumentString(`
    mutation productsBulkTransition($input: ProductsBulkTransitionInput!, $idempotencyKey: String) {
  productsBulkTransition(input: $input, idempotencyKey: $idempotencyKey) {
    count
    results {
      index
      product {
        id
        version
      }
      errors {
        ...UserError
      }
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
}`) as unknown as TypedDocumentString<ProductsBulkTransitionMutation, ProductsBulkTransitionMutationVariables>;
export const ProductsBulkDeleteDocument = new TypedDocumentString(`
    mutation productsBulkDelete($input: ProductsBulkDeleteInput!, $idempotencyKey: String) {
  productsBulkDelete(input: $input, idempotencyKey: $idempotencyKey) {
    count
    results {
      index
      deletedId
      errors {
        ...UserError
      }
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
}`) as unknown as TypedDocumentString<ProductsBulkDeleteMutation, ProductsBulkDeleteMutationVariables>;
export const GetOrderEditPreviewDocument = new TypedDocumentString(`
    query getOrderEditPreview($input: OrderEditInput!) {
  orderEditPreview(input: $input) {
    version
    difference {
      ...Money
    }
    outstanding {
      ...Money
    }
    overpaid {
      ...Money
    }
    lines {
      touched
      difference {
        ...Money
      }
      before {
        ...OrderLineBrief
      }
      after {
        ...OrderLineBrief
      }
    }
    deliveryBefore {
      code
      name
      price {
        ...TaxedMoney
      }
    }
    deliveryAfter {
      code
      name
      price {
        ...TaxedMoney
      }
    }
    totalsBefore {
      ...Totals
    }
    totalsAfter {
      ...Totals
    }
    refunds {
      amount {
        ...Money
      }
      payment {
        id
        method
      }
    }
  }
}
    fragment OrderLineBrief on OrderLine {
  id
  sellableId
  sku
  title
  subtitle
  quantity
  orderedQuantity
  unitPrice {
    ...Money
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
}`) as unknown as TypedDocumentString<GetOrderEditPreviewQuery, GetOrderEditPreviewQueryVariables>;
export const OrderEditApplyDocument = new TypedDocumentString(`
    mutation orderEditApply($input: OrderEditApplyInput!, $idempotencyKey: String) {
  orderEditApply(input: $input, idempotencyKey: $idempotencyKey) {
    order {
      ...EditedOrder
    }
    errors {
      ...UserError
    }
  }
}
    fragment EditedOrder on Order {
  ...Order
  version
  outstanding {
    ...Money
  }
  overpaid {
    ...Money
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
  cancelledAt
  cancelReason
  channel
  currencyCode
  customerId
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
}`) as unknown as TypedDocumentString<OrderEditApplyMutation, OrderEditApplyMutationVariables>;
export const OrderLinesCancelDocument = new TypedDocumentString(`
    mutation orderLinesCancel($input: OrderLinesCancelInput!, $idempotencyKey: String) {
  orderLinesCancel(input: $input, idempotencyKey: $idempotencyKey) {
    order {
      ...EditedOrder
    }
    errors {
      ...UserError
    }
  }
}
    fragment EditedOrder on Order {
  ...Order
  version
  outstanding {
    ...Money
  }
  overpaid {
    ...Money
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
  cancelledAt
  cancelReason
  channel
  currencyCode
  customerId
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
}`) as unknown as TypedDocumentString<OrderLinesCancelMutation, OrderLinesCancelMutationVariables>;
export const GetOrderExportDocument = new TypedDocumentString(`
    query getOrderExport($id: ID!) {
  orderExport(id: $id) {
    ...OrderExport
  }
}
    fragment OrderExport on OrderExport {
  id
  state
  format
  name
  ordersDone
  url
  stopCode
  stopMessage
  requestedBy
  createdAt
  updatedAt
  finishedAt
  expiresAt
}`) as unknown as TypedDocumentString<GetOrderExportQuery, GetOrderExportQueryVariables>;
export const ListOrderExportsDocument = new TypedDocumentString(`
    query listOrderExports($first: Int = 20, $after: String) {
  orderExports(first: $first, after: $after) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...OrderExport
    }
  }
}
    fragment OrderExport on OrderExport {
  id
  state
  format
  name
  ordersDone
  url
  stopCode
  stopMessage
  requestedBy
  createdAt
  updatedAt
  finishedAt
  expiresAt
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListOrderExportsQuery, ListOrderExportsQueryVariables>;
export const OrderExportStartDocument = new TypedDocumentString(`
    mutation orderExportStart($input: OrderExportStartInput!, $idempotencyKey: String) {
  orderExportStart(input: $input, idempotencyKey: $idempotencyKey) {
    export {
      ...OrderExport
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderExport on OrderExport {
  id
  state
  format
  name
  ordersDone
  url
  stopCode
  stopMessage
  requestedBy
  createdAt
  updatedAt
  finishedAt
  expiresAt
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderExportStartMutation, OrderExportStartMutationVariables>;
export const OrderExportCancelDocument = new TypedDocumentString(`
    mutation orderExportCancel($input: OrderExportCancelInput!, $idempotencyKey: String) {
  orderExportCancel(input: $input, idempotencyKey: $idempotencyKey) {
    export {
      ...OrderExport
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderExport on OrderExport {
  id
  state
  format
  name
  ordersDone
  url
  stopCode
  stopMessage
  requestedBy
  createdAt
  updatedAt
  finishedAt
  expiresAt
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderExportCancelMutation, OrderExportCancelMutationVariables>;
export const GetOrderHistoryDocument = new TypedDocumentString(`
    query getOrderHistory($id: ID, $number: String, $first: Int = 20, $after: String) {
  order(id: $id, number: $number) {
    id
    staffNotes {
      ...OrderNote
    }
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
        shownToBuyer
        actor {
          type
          id
          name
        }
      }
    }
  }
}
    fragment OrderNote on OrderNote {
  id
  text
  shownToBuyer
  author {
    type
    id
    name
  }
  createdAt
  changedAt
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<GetOrderHistoryQuery, GetOrderHistoryQueryVariables>;
export const OrderNoteAddDocument = new TypedDocumentString(`
    mutation orderNoteAdd($input: OrderNoteAddInput!, $idempotencyKey: String) {
  orderNoteAdd(input: $input, idempotencyKey: $idempotencyKey) {
    note {
      ...OrderNote
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderNote on OrderNote {
  id
  text
  shownToBuyer
  author {
    type
    id
    name
  }
  createdAt
  changedAt
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderNoteAddMutation, OrderNoteAddMutationVariables>;
export const OrderNoteUpdateDocument = new TypedDocumentString(`
    mutation orderNoteUpdate($input: OrderNoteUpdateInput!, $idempotencyKey: String) {
  orderNoteUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    note {
      ...OrderNote
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderNote on OrderNote {
  id
  text
  shownToBuyer
  author {
    type
    id
    name
  }
  createdAt
  changedAt
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderNoteUpdateMutation, OrderNoteUpdateMutationVariables>;
export const OrderNoteRemoveDocument = new TypedDocumentString(`
    mutation orderNoteRemove($input: OrderNoteRemoveInput!, $idempotencyKey: String) {
  orderNoteRemove(input: $input, idempotencyKey: $idempotencyKey) {
    order {
      id
      staffNotes {
        ...OrderNote
      }
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderNote on OrderNote {
  id
  text
  shownToBuyer
  author {
    type
    id
    name
  }
  createdAt
  changedAt
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderNoteRemoveMutation, OrderNoteRemoveMutationVariables>;
export const GetOrderDocument = new TypedDocumentString(`
    query getOrder($id: ID, $number: String) {
  order(id: $id, number: $number) {
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
  cancelledAt
  cancelReason
  channel
  currencyCode
  customerId
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
export const ListOrdersDocument = new TypedDocumentString(`
    query listOrders($first: Int = 20, $after: String, $search: String, $filter: OrderFilter, $sort: OrderSort = NEWEST) {
  orders(
    first: $first
    after: $after
    search: $search
    filter: $filter
    sort: $sort
  ) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...OrderRow
    }
  }
}
    fragment OrderRow on Order {
  id
  number
  state
  paymentState
  fulfilmentState
  placedAt
  channel
  currencyCode
  email
  totals {
    total {
      ...Money
    }
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
}`) as unknown as TypedDocumentString<ListOrdersQuery, ListOrdersQueryVariables>;
export const OrderCancelDocument = new TypedDocumentString(`
    mutation orderCancel($input: OrderCancelInput!, $idempotencyKey: String) {
  orderCancel(input: $input, idempotencyKey: $idempotencyKey) {
    order {
      ...Order
    }
    errors {
      ...UserError
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
  cancelledAt
  cancelReason
  channel
  currencyCode
  customerId
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
}`) as unknown as TypedDocumentString<OrderCancelMutation, OrderCancelMutationVariables>;
export const GetOrderPaymentsDocument = new TypedDocumentString(`
    query getOrderPayments($id: ID, $number: String) {
  order(id: $id, number: $number) {
    ...OrderMoney
    payments {
      ...Payment
    }
    refunds {
      ...Refund
    }
  }
}
    fragment PaymentOperation on PaymentOperation {
  id
  kind
  state
  actor
  note
  failure
  providerReference
  createdAt
  finishedAt
  amount {
    ...Money
  }
}
fragment Payment on Payment {
  id
  method
  manual
  state
  reason
  providerReference
  dueAt
  actionUrl
  createdAt
  updatedAt
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
  disputed {
    ...Money
  }
  capturable {
    ...Money
  }
  refundable {
    ...Money
  }
  pendingRefund {
    ...Money
  }
  operations {
    ...PaymentOperation
  }
}
fragment RefundPart on RefundPart {
  kind
  orderLineId
  quantity
  restock
  total {
    ...TaxedMoney
  }
}
fragment Refund on Refund {
  id
  state
  reason
  actor
  createdAt
  settledAt
  total {
    ...TaxedMoney
  }
  refunded {
    ...Money
  }
  parts {
    ...RefundPart
  }
}
fragment OrderMoney on Order {
  id
  number
  state
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
  overpaid {
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
}`) as unknown as TypedDocumentString<GetOrderPaymentsQuery, GetOrderPaymentsQueryVariables>;
export const ListPaymentsDocument = new TypedDocumentString(`
    query listPayments($first: Int = 20, $after: String, $state: PaymentState, $method: String) {
  payments(first: $first, after: $after, state: $state, method: $method) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...Payment
      order {
        ...OrderMoney
      }
    }
  }
}
    fragment PaymentOperation on PaymentOperation {
  id
  kind
  state
  actor
  note
  failure
  providerReference
  createdAt
  finishedAt
  amount {
    ...Money
  }
}
fragment Payment on Payment {
  id
  method
  manual
  state
  reason
  providerReference
  dueAt
  actionUrl
  createdAt
  updatedAt
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
  disputed {
    ...Money
  }
  capturable {
    ...Money
  }
  refundable {
    ...Money
  }
  pendingRefund {
    ...Money
  }
  operations {
    ...PaymentOperation
  }
}
fragment OrderMoney on Order {
  id
  number
  state
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
  overpaid {
    ...Money
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
}`) as unknown as TypedDocumentString<ListPaymentsQuery, ListPaymentsQueryVariables>;
export const ListRefundsDocument = new TypedDocumentString(`
    query listRefunds($first: Int = 20, $after: String, $state: RefundState) {
  refunds(first: $first, after: $after, state: $state) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...Refund
      order {
        ...OrderMoney
      }
    }
  }
}
    fragment RefundPart on RefundPart {
  kind
  orderLineId
  quantity
  restock
  total {
    ...TaxedMoney
  }
}
fragment Refund on Refund {
  id
  state
  reason
  actor
  createdAt
  settledAt
  total {
    ...TaxedMoney
  }
  refunded {
    ...Money
  }
  parts {
    ...RefundPart
  }
}
fragment OrderMoney on Order {
  id
  number
  state
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
  overpaid {
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
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListRefundsQuery, ListRefundsQueryVariables>;
export const GetRefundPreviewDocument = new TypedDocumentString(`
    query getRefundPreview($input: OrderRefundInput!) {
  refundPreview(input: $input) {
    total {
      ...TaxedMoney
    }
    refundable {
      ...Money
    }
    parts {
      ...RefundPart
    }
    portions {
      amount {
        ...Money
      }
      payment {
        id
        method
        manual
      }
    }
  }
}
    fragment RefundPart on RefundPart {
  kind
  orderLineId
  quantity
  restock
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
}`) as unknown as TypedDocumentString<GetRefundPreviewQuery, GetRefundPreviewQueryVariables>;
export const PaymentCaptureDocument = new TypedDocumentString(`
    mutation paymentCapture($input: PaymentCaptureInput!, $idempotencyKey: String) {
  paymentCapture(input: $input, idempotencyKey: $idempotencyKey) {
    operation {
      ...PaymentOperation
    }
    payment {
      ...Payment
    }
    order {
      ...OrderMoney
    }
    errors {
      ...UserError
    }
  }
}
    fragment PaymentOperation on PaymentOperation {
  id
  kind
  state
  actor
  note
  failure
  providerReference
  createdAt
  finishedAt
  amount {
    ...Money
  }
}
fragment Payment on Payment {
  id
  method
  manual
  state
  reason
  providerReference
  dueAt
  actionUrl
  createdAt
  updatedAt
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
  disputed {
    ...Money
  }
  capturable {
    ...Money
  }
  refundable {
    ...Money
  }
  pendingRefund {
    ...Money
  }
  operations {
    ...PaymentOperation
  }
}
fragment OrderMoney on Order {
  id
  number
  state
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
  overpaid {
    ...Money
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<PaymentCaptureMutation, PaymentCaptureMutationVariables>;
export const PaymentVoidDocument = new TypedDocumentString(`
    mutation paymentVoid($input: PaymentVoidInput!, $idempotencyKey: String) {
  paymentVoid(input: $input, idempotencyKey: $idempotencyKey) {
    operation {
      ...PaymentOperation
    }
    payment {
      ...Payment
    }
    order {
      ...OrderMoney
    }
    errors {
      ...UserError
    }
  }
}
    fragment PaymentOperation on PaymentOperation {
  id
  kind
  state
  actor
  note
  failure
  providerReference
  createdAt
  finishedAt
  amount {
    ...Money
  }
}
fragment Payment on Payment {
  id
  method
  manual
  state
  reason
  providerReference
  dueAt
  actionUrl
  createdAt
  updatedAt
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
  disputed {
    ...Money
  }
  capturable {
    ...Money
  }
  refundable {
    ...Money
  }
  pendingRefund {
    ...Money
  }
  operations {
    ...PaymentOperation
  }
}
fragment OrderMoney on Order {
  id
  number
  state
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
  overpaid {
    ...Money
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<PaymentVoidMutation, PaymentVoidMutationVariables>;
export const OrderPaymentReceiveDocument = new TypedDocumentString(`
    mutation orderPaymentReceive($input: OrderPaymentReceiveInput!, $idempotencyKey: String) {
  orderPaymentReceive(input: $input, idempotencyKey: $idempotencyKey) {
    payment {
      ...Payment
    }
    order {
      ...OrderMoney
    }
    errors {
      ...UserError
    }
  }
}
    fragment PaymentOperation on PaymentOperation {
  id
  kind
  state
  actor
  note
  failure
  providerReference
  createdAt
  finishedAt
  amount {
    ...Money
  }
}
fragment Payment on Payment {
  id
  method
  manual
  state
  reason
  providerReference
  dueAt
  actionUrl
  createdAt
  updatedAt
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
  disputed {
    ...Money
  }
  capturable {
    ...Money
  }
  refundable {
    ...Money
  }
  pendingRefund {
    ...Money
  }
  operations {
    ...PaymentOperation
  }
}
fragment OrderMoney on Order {
  id
  number
  state
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
  overpaid {
    ...Money
  }
}
fragment Money on Money {
  amount
  currencyCode
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderPaymentReceiveMutation, OrderPaymentReceiveMutationVariables>;
export const OrderRefundDocument = new TypedDocumentString(`
    mutation orderRefund($input: OrderRefundInput!, $idempotencyKey: String) {
  orderRefund(input: $input, idempotencyKey: $idempotencyKey) {
    refund {
      ...Refund
    }
    order {
      ...OrderMoney
    }
    errors {
      ...UserError
    }
  }
}
    fragment RefundPart on RefundPart {
  kind
  orderLineId
  quantity
  restock
  total {
    ...TaxedMoney
  }
}
fragment Refund on Refund {
  id
  state
  reason
  actor
  createdAt
  settledAt
  total {
    ...TaxedMoney
  }
  refunded {
    ...Money
  }
  parts {
    ...RefundPart
  }
}
fragment OrderMoney on Order {
  id
  number
  state
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
  overpaid {
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
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderRefundMutation, OrderRefundMutationVariables>;
export const RefundRetryDocument = new TypedDocumentString(`
    mutation refundRetry($input: RefundRetryInput!, $idempotencyKey: String) {
  refundRetry(input: $input, idempotencyKey: $idempotencyKey) {
    refund {
      ...Refund
    }
    order {
      ...OrderMoney
    }
    errors {
      ...UserError
    }
  }
}
    fragment RefundPart on RefundPart {
  kind
  orderLineId
  quantity
  restock
  total {
    ...TaxedMoney
  }
}
fragment Refund on Refund {
  id
  state
  reason
  actor
  createdAt
  settledAt
  total {
    ...TaxedMoney
  }
  refunded {
    ...Money
  }
  parts {
    ...RefundPart
  }
}
fragment OrderMoney on Order {
  id
  number
  state
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
  overpaid {
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
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<RefundRetryMutation, RefundRetryMutationVariables>;
export const ListOrdersToShipDocument = new TypedDocumentString(`
    query listOrdersToShip($first: Int = 20, $after: String, $filter: OrderToShipFilter) {
  ordersToShip(first: $first, after: $after, filter: $filter) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      orderId
      number
      channel
      country
      region
      postalCode
      due
      createdAt
      complete
      allocations {
        id
        lineId
        sellableId
        quantity
        state
        warehouse {
          id
          code
        }
      }
    }
  }
}
    fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListOrdersToShipQuery, ListOrdersToShipQueryVariables>;
export const ListShipmentsDocument = new TypedDocumentString(`
    query listShipments($first: Int = 20, $after: String, $state: ShipmentState, $warehouseId: ID, $orderId: ID, $trackingNumber: String) {
  shipments(
    first: $first
    after: $after
    state: $state
    warehouseId: $warehouseId
    orderId: $orderId
    trackingNumber: $trackingNumber
  ) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...Shipment
    }
  }
}
    fragment Shipment on Shipment {
  id
  number
  state
  createdAt
  shippedAt
  endedAt
  orderId
  warehouse {
    id
    code
  }
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
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListShipmentsQuery, ListShipmentsQueryVariables>;
export const ListShipmentCarriersDocument = new TypedDocumentString(`
    query listShipmentCarriers {
  shipmentCarriers {
    code
    name
    trackingUrl
  }
}
    `) as unknown as TypedDocumentString<ListShipmentCarriersQuery, ListShipmentCarriersQueryVariables>;
export const GetPackingSlipDocument = new TypedDocumentString(`
    query getPackingSlip($id: ID!) {
  shipment(id: $id) {
    ...Shipment
    warehouse {
      name
      address {
        company
        name
        line1
        line2
        postalCode
        city
        region
        country
      }
    }
    order {
      number
      placedAt
      note
      giftMessage
      giftWrap
      shippingAddress {
        ...Address
      }
    }
    lines {
      orderLine {
        sku
        title
        subtitle
        imageUrl
        note
        giftMessage
        giftWrap
        components {
          sellableId
          sku
          title
        }
      }
    }
  }
}
    fragment Shipment on Shipment {
  id
  number
  state
  createdAt
  shippedAt
  endedAt
  orderId
  warehouse {
    id
    code
  }
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
}`) as unknown as TypedDocumentString<GetPackingSlipQuery, GetPackingSlipQueryVariables>;
export const ShipmentCreateDocument = new TypedDocumentString(`
    mutation shipmentCreate($input: ShipmentCreateInput!, $idempotencyKey: String) {
  shipmentCreate(input: $input, idempotencyKey: $idempotencyKey) {
    shipment {
      ...Shipment
    }
    errors {
      ...UserError
    }
  }
}
    fragment Shipment on Shipment {
  id
  number
  state
  createdAt
  shippedAt
  endedAt
  orderId
  warehouse {
    id
    code
  }
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
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ShipmentCreateMutation, ShipmentCreateMutationVariables>;
export const ShipmentShipDocument = new TypedDocumentString(`
    mutation shipmentShip($input: ShipmentShipInput!, $idempotencyKey: String) {
  shipmentShip(input: $input, idempotencyKey: $idempotencyKey) {
    shipment {
      ...Shipment
    }
    errors {
      ...UserError
    }
  }
}
    fragment Shipment on Shipment {
  id
  number
  state
  createdAt
  shippedAt
  endedAt
  orderId
  warehouse {
    id
    code
  }
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
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ShipmentShipMutation, ShipmentShipMutationVariables>;
export const ShipmentBulkShipDocument = new TypedDocumentString(`
    mutation shipmentBulkShip($input: ShipmentBulkShipInput!, $idempotencyKey: String) {
  shipmentBulkShip(input: $input, idempotencyKey: $idempotencyKey) {
    count
    results {
      index
      shipment {
        ...Shipment
      }
      errors {
        ...UserError
      }
    }
    errors {
      ...UserError
    }
  }
}
    fragment Shipment on Shipment {
  id
  number
  state
  createdAt
  shippedAt
  endedAt
  orderId
  warehouse {
    id
    code
  }
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
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ShipmentBulkShipMutation, ShipmentBulkShipMutationVariables>;
export const ShipmentTrackingSetDocument = new TypedDocumentString(`
    mutation shipmentTrackingSet($input: ShipmentTrackingSetInput!, $idempotencyKey: String) {
  shipmentTrackingSet(input: $input, idempotencyKey: $idempotencyKey) {
    shipment {
      ...Shipment
    }
    errors {
      ...UserError
    }
  }
}
    fragment Shipment on Shipment {
  id
  number
  state
  createdAt
  shippedAt
  endedAt
  orderId
  warehouse {
    id
    code
  }
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
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ShipmentTrackingSetMutation, ShipmentTrackingSetMutationVariables>;
export const ShipmentDeliverDocument = new TypedDocumentString(`
    mutation shipmentDeliver($input: ShipmentDeliverInput!, $idempotencyKey: String) {
  shipmentDeliver(input: $input, idempotencyKey: $idempotencyKey) {
    shipment {
      ...Shipment
    }
    errors {
      ...UserError
    }
  }
}
    fragment Shipment on Shipment {
  id
  number
  state
  createdAt
  shippedAt
  endedAt
  orderId
  warehouse {
    id
    code
  }
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
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ShipmentDeliverMutation, ShipmentDeliverMutationVariables>;
export const ShipmentLoseDocument = new TypedDocumentString(`
    mutation shipmentLose($input: ShipmentLoseInput!, $idempotencyKey: String) {
  shipmentLose(input: $input, idempotencyKey: $idempotencyKey) {
    shipment {
      ...Shipment
    }
    errors {
      ...UserError
    }
  }
}
    fragment Shipment on Shipment {
  id
  number
  state
  createdAt
  shippedAt
  endedAt
  orderId
  warehouse {
    id
    code
  }
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
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ShipmentLoseMutation, ShipmentLoseMutationVariables>;
export const ShipmentCancelDocument = new TypedDocumentString(`
    mutation shipmentCancel($input: ShipmentCancelInput!, $idempotencyKey: String) {
  shipmentCancel(input: $input, idempotencyKey: $idempotencyKey) {
    shipment {
      ...Shipment
    }
    errors {
      ...UserError
    }
  }
}
    fragment Shipment on Shipment {
  id
  number
  state
  createdAt
  shippedAt
  endedAt
  orderId
  warehouse {
    id
    code
  }
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
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ShipmentCancelMutation, ShipmentCancelMutationVariables>;
export const ListOrderReturnsDocument = new TypedDocumentString(`
    query listOrderReturns($first: Int = 20, $after: String, $state: OrderReturnState) {
  orderReturns(first: $first, after: $after, state: $state) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...OrderReturn
    }
  }
}
    fragment OrderReturn on OrderReturn {
  id
  number
  state
  reason
  note
  byBuyer
  createdAt
  endedAt
  orderId
  refundId
  lines {
    id
    shipmentLineId
    quantity
    restocked
    damaged
    discarded
  }
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListOrderReturnsQuery, ListOrderReturnsQueryVariables>;
export const GetOrderParcelsDocument = new TypedDocumentString(`
    query getOrderParcels($id: ID, $number: String) {
  order(id: $id, number: $number) {
    id
    number
    fulfilmentState
    shipments {
      ...Shipment
    }
    returns {
      ...OrderReturn
    }
  }
}
    fragment Shipment on Shipment {
  id
  number
  state
  createdAt
  shippedAt
  endedAt
  orderId
  warehouse {
    id
    code
  }
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
fragment OrderReturn on OrderReturn {
  id
  number
  state
  reason
  note
  byBuyer
  createdAt
  endedAt
  orderId
  refundId
  lines {
    id
    shipmentLineId
    quantity
    restocked
    damaged
    discarded
  }
}`) as unknown as TypedDocumentString<GetOrderParcelsQuery, GetOrderParcelsQueryVariables>;
export const OrderReturnCreateDocument = new TypedDocumentString(`
    mutation orderReturnCreate($input: OrderReturnCreateInput!, $idempotencyKey: String) {
  orderReturnCreate(input: $input, idempotencyKey: $idempotencyKey) {
    orderReturn {
      ...OrderReturn
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderReturn on OrderReturn {
  id
  number
  state
  reason
  note
  byBuyer
  createdAt
  endedAt
  orderId
  refundId
  lines {
    id
    shipmentLineId
    quantity
    restocked
    damaged
    discarded
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderReturnCreateMutation, OrderReturnCreateMutationVariables>;
export const OrderReturnApproveDocument = new TypedDocumentString(`
    mutation orderReturnApprove($input: OrderReturnApproveInput!, $idempotencyKey: String) {
  orderReturnApprove(input: $input, idempotencyKey: $idempotencyKey) {
    orderReturn {
      ...OrderReturn
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderReturn on OrderReturn {
  id
  number
  state
  reason
  note
  byBuyer
  createdAt
  endedAt
  orderId
  refundId
  lines {
    id
    shipmentLineId
    quantity
    restocked
    damaged
    discarded
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderReturnApproveMutation, OrderReturnApproveMutationVariables>;
export const OrderReturnRefuseDocument = new TypedDocumentString(`
    mutation orderReturnRefuse($input: OrderReturnRefuseInput!, $idempotencyKey: String) {
  orderReturnRefuse(input: $input, idempotencyKey: $idempotencyKey) {
    orderReturn {
      ...OrderReturn
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderReturn on OrderReturn {
  id
  number
  state
  reason
  note
  byBuyer
  createdAt
  endedAt
  orderId
  refundId
  lines {
    id
    shipmentLineId
    quantity
    restocked
    damaged
    discarded
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderReturnRefuseMutation, OrderReturnRefuseMutationVariables>;
export const OrderReturnReceiveDocument = new TypedDocumentString(`
    mutation orderReturnReceive($input: OrderReturnReceiveInput!, $idempotencyKey: String) {
  orderReturnReceive(input: $input, idempotencyKey: $idempotencyKey) {
    orderReturn {
      ...OrderReturn
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderReturn on OrderReturn {
  id
  number
  state
  reason
  note
  byBuyer
  createdAt
  endedAt
  orderId
  refundId
  lines {
    id
    shipmentLineId
    quantity
    restocked
    damaged
    discarded
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderReturnReceiveMutation, OrderReturnReceiveMutationVariables>;
export const OrderReturnCloseDocument = new TypedDocumentString(`
    mutation orderReturnClose($input: OrderReturnCloseInput!, $idempotencyKey: String) {
  orderReturnClose(input: $input, idempotencyKey: $idempotencyKey) {
    orderReturn {
      ...OrderReturn
    }
    errors {
      ...UserError
    }
  }
}
    fragment OrderReturn on OrderReturn {
  id
  number
  state
  reason
  note
  byBuyer
  createdAt
  endedAt
  orderId
  refundId
  lines {
    id
    shipmentLineId
    quantity
    restocked
    damaged
    discarded
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<OrderReturnCloseMutation, OrderReturnCloseMutationVariables>;
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
export const ListWarehousesDocument = new TypedDocumentString(`
    query listWarehouses($first: Int = 20, $after: String) {
  warehouses(first: $first, after: $after) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...Warehouse
    }
  }
}
    fragment Warehouse on Warehouse {
  id
  code
  name
  priority
  channels
  active
  version
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListWarehousesQuery, ListWarehousesQueryVariables>;
export const GetStockDocument = new TypedDocumentString(`
    query getStock($sellableId: ID!) {
  stockItem(sellableId: $sellableId) {
    ...StockItem
  }
}
    fragment StockItem on StockItem {
  id
  sellableId
  tracked
  policy
  backorderLimit
  promisedOn
  lowStock
  backordered
  version
  levels {
    warehouse {
      id
      code
    }
    onHand
    reserved
    allocated
    available
    incoming
    damaged
    safetyStock
    version
  }
}`) as unknown as TypedDocumentString<GetStockQuery, GetStockQueryVariables>;
export const ListStockDocument = new TypedDocumentString(`
    query listStock($first: Int = 20, $after: String, $filter: StockItemFilter) {
  stockItems(first: $first, after: $after, filter: $filter) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...StockItem
    }
  }
}
    fragment StockItem on StockItem {
  id
  sellableId
  tracked
  policy
  backorderLimit
  promisedOn
  lowStock
  backordered
  version
  levels {
    warehouse {
      id
      code
    }
    onHand
    reserved
    allocated
    available
    incoming
    damaged
    safetyStock
    version
  }
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListStockQuery, ListStockQueryVariables>;
export const StockChangeDocument = new TypedDocumentString(`
    mutation stockChange($input: StockChangeInput!, $idempotencyKey: String) {
  stockChange(input: $input, idempotencyKey: $idempotencyKey) {
    item {
      ...StockItem
    }
    errors {
      ...UserError
    }
  }
}
    fragment StockItem on StockItem {
  id
  sellableId
  tracked
  policy
  backorderLimit
  promisedOn
  lowStock
  backordered
  version
  levels {
    warehouse {
      id
      code
    }
    onHand
    reserved
    allocated
    available
    incoming
    damaged
    safetyStock
    version
  }
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<StockChangeMutation, StockChangeMutationVariables>;
export const StockBulkUpdateDocument = new TypedDocumentString(`
    mutation stockBulkUpdate($input: StockBulkUpdateInput!, $idempotencyKey: String) {
  stockBulkUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    count
    results {
      index
      item {
        id
      }
      errors {
        ...UserError
      }
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
}`) as unknown as TypedDocumentString<StockBulkUpdateMutation, StockBulkUpdateMutationVariables>;
export const ListPluginsDocument = new TypedDocumentString(`
    query listPlugins {
  plugins {
    name
    version
    requires
  }
}
    `) as unknown as TypedDocumentString<ListPluginsQuery, ListPluginsQueryVariables>;
export const ListEventDeliveriesDocument = new TypedDocumentString(`
    query listEventDeliveries($first: Int = 20, $after: String, $state: DeliveryState, $subscriber: String) {
  eventDeliveries(
    first: $first
    after: $after
    state: $state
    subscriber: $subscriber
  ) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      id
      subscriber
      kind
      name
      state
      attempts
      lastError
      nextAttemptAt
      createdAt
    }
  }
}
    fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListEventDeliveriesQuery, ListEventDeliveriesQueryVariables>;
export const EventDeliveriesRetryDocument = new TypedDocumentString(`
    mutation eventDeliveriesRetry($input: EventDeliveriesRetryInput!, $idempotencyKey: String) {
  eventDeliveriesRetry(input: $input, idempotencyKey: $idempotencyKey) {
    retried
    errors {
      ...UserError
    }
  }
}
    fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<EventDeliveriesRetryMutation, EventDeliveriesRetryMutationVariables>;
export const ListTaxClassesDocument = new TypedDocumentString(`
    query listTaxClasses {
  taxClasses {
    ...TaxClassDetail
  }
}
    fragment TaxClassDetail on TaxClass {
  id
  code
  name
  description
  builtin
  version
}`) as unknown as TypedDocumentString<ListTaxClassesQuery, ListTaxClassesQueryVariables>;
export const ListTaxZonesDocument = new TypedDocumentString(`
    query listTaxZones($country: String, $taxClass: String, $active: Boolean) {
  taxZones(country: $country, taxClass: $taxClass, active: $active) {
    ...TaxZoneDetail
  }
}
    fragment TaxZoneDetail on TaxZone {
  id
  code
  name
  areas {
    country
    regions
    postalCodes
  }
  priority
  additive
  active
  rates {
    taxClass
    name
    names {
      locale
      text
    }
    rate
    priority
    compound
    validFrom
    validUntil
  }
  version
}`) as unknown as TypedDocumentString<ListTaxZonesQuery, ListTaxZonesQueryVariables>;
export const GetTaxZoneDocument = new TypedDocumentString(`
    query getTaxZone($id: ID!) {
  taxZone(id: $id) {
    ...TaxZoneDetail
  }
}
    fragment TaxZoneDetail on TaxZone {
  id
  code
  name
  areas {
    country
    regions
    postalCodes
  }
  priority
  additive
  active
  rates {
    taxClass
    name
    names {
      locale
      text
    }
    rate
    priority
    compound
    validFrom
    validUntil
  }
  version
}`) as unknown as TypedDocumentString<GetTaxZoneQuery, GetTaxZoneQueryVariables>;
export const ListTaxExemptionsDocument = new TypedDocumentString(`
    query listTaxExemptions {
  taxExemptions {
    ...TaxExemptionDetail
  }
}
    fragment TaxExemptionDetail on TaxExemption {
  id
  customerGroup
  note
  notes {
    locale
    text
  }
  countries
  validFrom
  validUntil
  version
}`) as unknown as TypedDocumentString<ListTaxExemptionsQuery, ListTaxExemptionsQueryVariables>;
export const PreviewTaxesDocument = new TypedDocumentString(`
    query previewTaxes($country: String!, $region: String, $postalCode: String, $taxClass: String, $taxNumber: String, $customerGroup: String) {
  taxPreview(
    country: $country
    region: $region
    postalCode: $postalCode
    taxClass: $taxClass
    taxNumber: $taxNumber
    customerGroup: $customerGroup
  ) {
    zones {
      id
      code
      name
    }
    rates {
      name
      rate
      compound
    }
    combinedRate
    treatment
    note
  }
}
    `) as unknown as TypedDocumentString<PreviewTaxesQuery, PreviewTaxesQueryVariables>;
export const TaxClassCreateDocument = new TypedDocumentString(`
    mutation taxClassCreate($input: TaxClassCreateInput!, $idempotencyKey: String) {
  taxClassCreate(input: $input, idempotencyKey: $idempotencyKey) {
    taxClass {
      ...TaxClassDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment TaxClassDetail on TaxClass {
  id
  code
  name
  description
  builtin
  version
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<TaxClassCreateMutation, TaxClassCreateMutationVariables>;
export const TaxClassUpdateDocument = new TypedDocumentString(`
    mutation taxClassUpdate($input: TaxClassUpdateInput!, $idempotencyKey: String) {
  taxClassUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    taxClass {
      ...TaxClassDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment TaxClassDetail on TaxClass {
  id
  code
  name
  description
  builtin
  version
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<TaxClassUpdateMutation, TaxClassUpdateMutationVariables>;
export const TaxClassDeleteDocument = new TypedDocumentString(`
    mutation taxClassDelete($input: TaxClassDeleteInput!, $idempotencyKey: String) {
  taxClassDelete(input: $input, idempotencyKey: $idempotencyKey) {
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
}`) as unknown as TypedDocumentString<TaxClassDeleteMutation, TaxClassDeleteMutationVariables>;
export const TaxZoneCreateDocument = new TypedDocumentString(`
    mutation taxZoneCreate($input: TaxZoneCreateInput!, $idempotencyKey: String) {
  taxZoneCreate(input: $input, idempotencyKey: $idempotencyKey) {
    taxZone {
      ...TaxZoneDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment TaxZoneDetail on TaxZone {
  id
  code
  name
  areas {
    country
    regions
    postalCodes
  }
  priority
  additive
  active
  rates {
    taxClass
    name
    names {
      locale
      text
    }
    rate
    priority
    compound
    validFrom
    validUntil
  }
  version
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<TaxZoneCreateMutation, TaxZoneCreateMutationVariables>;
export const TaxZoneUpdateDocument = new TypedDocumentString(`
    mutation taxZoneUpdate($input: TaxZoneUpdateInput!, $idempotencyKey: String) {
  taxZoneUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    taxZone {
      ...TaxZoneDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment TaxZoneDetail on TaxZone {
  id
  code
  name
  areas {
    country
    regions
    postalCodes
  }
  priority
  additive
  active
  rates {
    taxClass
    name
    names {
      locale
      text
    }
    rate
    priority
    compound
    validFrom
    validUntil
  }
  version
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<TaxZoneUpdateMutation, TaxZoneUpdateMutationVariables>;
export const TaxZoneDeleteDocument = new TypedDocumentString(`
    mutation taxZoneDelete($input: TaxZoneDeleteInput!, $idempotencyKey: String) {
  taxZoneDelete(input: $input, idempotencyKey: $idempotencyKey) {
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
}`) as unknown as TypedDocumentString<TaxZoneDeleteMutation, TaxZoneDeleteMutationVariables>;
export const TaxExemptionCreateDocument = new TypedDocumentString(`
    mutation taxExemptionCreate($input: TaxExemptionCreateInput!, $idempotencyKey: String) {
  taxExemptionCreate(input: $input, idempotencyKey: $idempotencyKey) {
    taxExemption {
      ...TaxExemptionDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment TaxExemptionDetail on TaxExemption {
  id
  customerGroup
  note
  notes {
    locale
    text
  }
  countries
  validFrom
  validUntil
  version
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<TaxExemptionCreateMutation, TaxExemptionCreateMutationVariables>;
export const TaxExemptionUpdateDocument = new TypedDocumentString(`
    mutation taxExemptionUpdate($input: TaxExemptionUpdateInput!, $idempotencyKey: String) {
  taxExemptionUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    taxExemption {
      ...TaxExemptionDetail
    }
    errors {
      ...UserError
    }
  }
}
    fragment TaxExemptionDetail on TaxExemption {
  id
  customerGroup
  note
  notes {
    locale
    text
  }
  countries
  validFrom
  validUntil
  version
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<TaxExemptionUpdateMutation, TaxExemptionUpdateMutationVariables>;
export const TaxExemptionDeleteDocument = new TypedDocumentString(`
    mutation taxExemptionDelete($input: TaxExemptionDeleteInput!, $idempotencyKey: String) {
  taxExemptionDelete(input: $input, idempotencyKey: $idempotencyKey) {
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
}`) as unknown as TypedDocumentString<TaxExemptionDeleteMutation, TaxExemptionDeleteMutationVariables>;
export const CartTaxExemptionSetDocument = new TypedDocumentString(`
    mutation cartTaxExemptionSet($input: CartTaxExemptionSetInput!, $idempotencyKey: String) {
  cartTaxExemptionSet(input: $input, idempotencyKey: $idempotencyKey) {
    cart {
      id
      taxExemption
      taxTreatment
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
}`) as unknown as TypedDocumentString<CartTaxExemptionSetMutation, CartTaxExemptionSetMutationVariables>;
export const GetProductImportDocument = new TypedDocumentString(`
    query getProductImport($id: ID!) {
  productImport(id: $id) {
    ...ProductImport
  }
}
    fragment ProductImport on ProductImport {
  id
  state
  fileName
  dryRun
  atomic
  rowsTotal
  rowsDone
  created
  updated
  unchanged
  failed
  unpublished
  problemCount
  stopCode
  stopMessage
  cancelRequested
  requestedBy
  createdAt
  updatedAt
  finishedAt
  reportUrl
}`) as unknown as TypedDocumentString<GetProductImportQuery, GetProductImportQueryVariables>;
export const ListProductImportsDocument = new TypedDocumentString(`
    query listProductImports($first: Int = 20, $after: String, $states: [TransferState!]) {
  productImports(first: $first, after: $after, states: $states) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...ProductImport
    }
  }
}
    fragment ProductImport on ProductImport {
  id
  state
  fileName
  dryRun
  atomic
  rowsTotal
  rowsDone
  created
  updated
  unchanged
  failed
  unpublished
  problemCount
  stopCode
  stopMessage
  cancelRequested
  requestedBy
  createdAt
  updatedAt
  finishedAt
  reportUrl
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListProductImportsQuery, ListProductImportsQueryVariables>;
export const ListProductImportProblemsDocument = new TypedDocumentString(`
    query listProductImportProblems($importId: ID!, $first: Int = 100, $after: String) {
  productImportProblems(importId: $importId, first: $first, after: $after) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      row
      column
      code
      message
      handle
    }
  }
}
    fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListProductImportProblemsQuery, ListProductImportProblemsQueryVariables>;
export const ProductImportStartDocument = new TypedDocumentString(`
    mutation productImportStart($input: ProductImportStartInput!, $idempotencyKey: String) {
  productImportStart(input: $input, idempotencyKey: $idempotencyKey) {
    productImport {
      ...ProductImport
    }
    errors {
      ...UserError
    }
  }
}
    fragment ProductImport on ProductImport {
  id
  state
  fileName
  dryRun
  atomic
  rowsTotal
  rowsDone
  created
  updated
  unchanged
  failed
  unpublished
  problemCount
  stopCode
  stopMessage
  cancelRequested
  requestedBy
  createdAt
  updatedAt
  finishedAt
  reportUrl
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductImportStartMutation, ProductImportStartMutationVariables>;
export const ProductImportCancelDocument = new TypedDocumentString(`
    mutation productImportCancel($input: ProductImportCancelInput!, $idempotencyKey: String) {
  productImportCancel(input: $input, idempotencyKey: $idempotencyKey) {
    productImport {
      ...ProductImport
    }
    errors {
      ...UserError
    }
  }
}
    fragment ProductImport on ProductImport {
  id
  state
  fileName
  dryRun
  atomic
  rowsTotal
  rowsDone
  created
  updated
  unchanged
  failed
  unpublished
  problemCount
  stopCode
  stopMessage
  cancelRequested
  requestedBy
  createdAt
  updatedAt
  finishedAt
  reportUrl
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductImportCancelMutation, ProductImportCancelMutationVariables>;
export const ProductImportResumeDocument = new TypedDocumentString(`
    mutation productImportResume($input: ProductImportResumeInput!, $idempotencyKey: String) {
  productImportResume(input: $input, idempotencyKey: $idempotencyKey) {
    productImport {
      ...ProductImport
    }
    errors {
      ...UserError
    }
  }
}
    fragment ProductImport on ProductImport {
  id
  state
  fileName
  dryRun
  atomic
  rowsTotal
  rowsDone
  created
  updated
  unchanged
  failed
  unpublished
  problemCount
  stopCode
  stopMessage
  cancelRequested
  requestedBy
  createdAt
  updatedAt
  finishedAt
  reportUrl
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductImportResumeMutation, ProductImportResumeMutationVariables>;
export const GetProductExportDocument = new TypedDocumentString(`
    query getProductExport($id: ID!) {
  productExport(id: $id) {
    ...ProductExport
  }
}
    fragment ProductExport on ProductExport {
  id
  state
  fileName
  productsTotal
  productsDone
  stopCode
  stopMessage
  cancelRequested
  requestedBy
  createdAt
  updatedAt
  finishedAt
  expiresAt
  url
}`) as unknown as TypedDocumentString<GetProductExportQuery, GetProductExportQueryVariables>;
export const ListProductExportsDocument = new TypedDocumentString(`
    query listProductExports($first: Int = 20, $after: String, $states: [TransferState!]) {
  productExports(first: $first, after: $after, states: $states) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...ProductExport
    }
  }
}
    fragment ProductExport on ProductExport {
  id
  state
  fileName
  productsTotal
  productsDone
  stopCode
  stopMessage
  cancelRequested
  requestedBy
  createdAt
  updatedAt
  finishedAt
  expiresAt
  url
}
fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListProductExportsQuery, ListProductExportsQueryVariables>;
export const ProductExportStartDocument = new TypedDocumentString(`
    mutation productExportStart($input: ProductExportStartInput!, $idempotencyKey: String) {
  productExportStart(input: $input, idempotencyKey: $idempotencyKey) {
    productExport {
      ...ProductExport
    }
    errors {
      ...UserError
    }
  }
}
    fragment ProductExport on ProductExport {
  id
  state
  fileName
  productsTotal
  productsDone
  stopCode
  stopMessage
  cancelRequested
  requestedBy
  createdAt
  updatedAt
  finishedAt
  expiresAt
  url
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductExportStartMutation, ProductExportStartMutationVariables>;
export const ProductExportCancelDocument = new TypedDocumentString(`
    mutation productExportCancel($input: ProductExportCancelInput!, $idempotencyKey: String) {
  productExportCancel(input: $input, idempotencyKey: $idempotencyKey) {
    productExport {
      ...ProductExport
    }
    errors {
      ...UserError
    }
  }
}
    fragment ProductExport on ProductExport {
  id
  state
  fileName
  productsTotal
  productsDone
  stopCode
  stopMessage
  cancelRequested
  requestedBy
  createdAt
  updatedAt
  finishedAt
  expiresAt
  url
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<ProductExportCancelMutation, ProductExportCancelMutationVariables>;
export const FileUploadCreateDocument = new TypedDocumentString(`
    mutation fileUploadCreate($input: FileUploadCreateInput!, $idempotencyKey: String) {
  fileUploadCreate(input: $input, idempotencyKey: $idempotencyKey) {
    upload {
      id
      url
      method
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
}`) as unknown as TypedDocumentString<FileUploadCreateMutation, FileUploadCreateMutationVariables>;
export const FileUploadCompleteDocument = new TypedDocumentString(`
    mutation fileUploadComplete($input: FileUploadCompleteInput!, $idempotencyKey: String) {
  fileUploadComplete(input: $input, idempotencyKey: $idempotencyKey) {
    file {
      ...UploadedFile
    }
    errors {
      ...UserError
    }
  }
}
    fragment UploadedFile on File {
  id
  name
  kind
  contentType
  bytes
  url
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<FileUploadCompleteMutation, FileUploadCompleteMutationVariables>;
export const ListStockTransfersDocument = new TypedDocumentString(`
    query listStockTransfers($first: Int = 20, $after: String, $state: StockTransferState) {
  stockTransfers(first: $first, after: $after, state: $state) {
    totalCount
    pageInfo {
      ...PageInfo
    }
    nodes {
      ...StockTransfer
    }
  }
}
    fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment StockTransfer on StockTransfer {
  id
  state
  reference
  note
  createdAt
  source {
    id
    code
  }
  destination {
    id
    code
  }
  lines {
    sellableId
    quantity
    inTransit
    received
    damaged
    returned
    lost
  }
}`) as unknown as TypedDocumentString<ListStockTransfersQuery, ListStockTransfersQueryVariables>;
export const WarehouseCreateDocument = new TypedDocumentString(`
    mutation warehouseCreate($input: WarehouseCreateInput!, $idempotencyKey: String) {
  warehouseCreate(input: $input, idempotencyKey: $idempotencyKey) {
    warehouse {
      ...Warehouse
    }
    errors {
      ...UserError
    }
  }
}
    fragment Warehouse on Warehouse {
  id
  code
  name
  priority
  channels
  active
  version
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<WarehouseCreateMutation, WarehouseCreateMutationVariables>;
export const WarehouseUpdateDocument = new TypedDocumentString(`
    mutation warehouseUpdate($input: WarehouseUpdateInput!, $idempotencyKey: String) {
  warehouseUpdate(input: $input, idempotencyKey: $idempotencyKey) {
    warehouse {
      ...Warehouse
    }
    errors {
      ...UserError
    }
  }
}
    fragment Warehouse on Warehouse {
  id
  code
  name
  priority
  channels
  active
  version
}
fragment UserError on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<WarehouseUpdateMutation, WarehouseUpdateMutationVariables>;
export const WarehouseDeleteDocument = new TypedDocumentString(`
    mutation warehouseDelete($input: WarehouseDeleteInput!, $idempotencyKey: String) {
  warehouseDelete(input: $input, idempotencyKey: $idempotencyKey) {
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
}`) as unknown as TypedDocumentString<WarehouseDeleteMutation, WarehouseDeleteMutationVariables>;
export const StockTransferCreateDocument = new TypedDocumentString(`
    mutation stockTransferCreate($input: StockTransferCreateInput!, $idempotencyKey: String) {
  stockTransferCreate(input: $input, idempotencyKey: $idempotencyKey) {
    transfer {
      ...StockTransfer
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
}
fragment StockTransfer on StockTransfer {
  id
  state
  reference
  note
  createdAt
  source {
    id
    code
  }
  destination {
    id
    code
  }
  lines {
    sellableId
    quantity
    inTransit
    received
    damaged
    returned
    lost
  }
}`) as unknown as TypedDocumentString<StockTransferCreateMutation, StockTransferCreateMutationVariables>;
export const StockTransferReceiveDocument = new TypedDocumentString(`
    mutation stockTransferReceive($input: StockTransferReceiveInput!, $idempotencyKey: String) {
  stockTransferReceive(input: $input, idempotencyKey: $idempotencyKey) {
    transfer {
      ...StockTransfer
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
}
fragment StockTransfer on StockTransfer {
  id
  state
  reference
  note
  createdAt
  source {
    id
    code
  }
  destination {
    id
    code
  }
  lines {
    sellableId
    quantity
    inTransit
    received
    damaged
    returned
    lost
  }
}`) as unknown as TypedDocumentString<StockTransferReceiveMutation, StockTransferReceiveMutationVariables>;
export const StockTransferEndDocument = new TypedDocumentString(`
    mutation stockTransferEnd($input: StockTransferEndInput!, $idempotencyKey: String) {
  stockTransferEnd(input: $input, idempotencyKey: $idempotencyKey) {
    transfer {
      ...StockTransfer
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
}
fragment StockTransfer on StockTransfer {
  id
  state
  reference
  note
  createdAt
  source {
    id
    code
  }
  destination {
    id
    code
  }
  lines {
    sellableId
    quantity
    inTransit
    received
    damaged
    returned
    lost
  }
}`) as unknown as TypedDocumentString<StockTransferEndMutation, StockTransferEndMutationVariables>;
export const AllocationMoveDocument = new TypedDocumentString(`
    mutation allocationMove($input: AllocationMoveInput!, $idempotencyKey: String) {
  allocationMove(input: $input, idempotencyKey: $idempotencyKey) {
    allocations {
      id
      lineId
      sellableId
      state
      quantity
      warehouse {
        id
        code
      }
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
}`) as unknown as TypedDocumentString<AllocationMoveMutation, AllocationMoveMutationVariables>;