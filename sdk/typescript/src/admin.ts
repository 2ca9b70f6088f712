import * as api from "./generated/admin.js";
import type { Result } from "./results.js";
import { type CallOptions, type ClientOptions, Transport } from "./transport.js";

/**
 * One member of staff or service. Queries return their data; mutations return a `Result`. Calls are repeated as
 * `Retries` says.
 */
export class Admin {
  readonly #transport: Transport;

  /** @param token Sent as a bearer token. */
  constructor(baseUrl: string, token: string, options: ClientOptions = {}) {
    this.#transport = new Transport(baseUrl, "admin", { token }, options);
  }

  /** The shop, the channel and the language of this client. */
  async getShop(options?: CallOptions): Promise<api.GetShopQuery["shop"]> {
    return (await this.#transport.execute(api.GetShopDocument, {}, options)).shop;
  }

  /** The enabled plugins. */
  async listPlugins(options?: CallOptions): Promise<api.ListPluginsQuery["plugins"]> {
    return (await this.#transport.execute(api.ListPluginsDocument, {}, options)).plugins;
  }

  /** Products in any state, a page at a time. */
  async listProducts(
    variables: api.ListProductsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListProductsQuery["products"]> {
    return (await this.#transport.execute(api.ListProductsDocument, variables, options)).products;
  }

  /** A product by id or slug, in any state. */
  async getProduct(by: api.GetProductQueryVariables, options?: CallOptions): Promise<api.GetProductQuery["product"]> {
    return (await this.#transport.execute(api.GetProductDocument, by, options)).product;
  }

  /** A variant by id or SKU. */
  async getProductVariant(
    by: api.GetProductVariantQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetProductVariantQuery["productVariant"]> {
    return (await this.#transport.execute(api.GetProductVariantDocument, by, options)).productVariant;
  }

  /** Orders, the newest first, a page at a time. */
  async listOrders(
    variables: api.ListOrdersQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListOrdersQuery["orders"]> {
    return (await this.#transport.execute(api.ListOrdersDocument, variables, options)).orders;
  }

  /** An order by id or number. */
  async getOrder(by: api.GetOrderQueryVariables, options?: CallOptions): Promise<api.GetOrderQuery["order"]> {
    return (await this.#transport.execute(api.GetOrderDocument, by, options)).order;
  }

  /** Deliveries of events and jobs, the newest first. */
  async listEventDeliveries(
    variables: api.ListEventDeliveriesQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListEventDeliveriesQuery["eventDeliveries"]> {
    return (await this.#transport.execute(api.ListEventDeliveriesDocument, variables, options)).eventDeliveries;
  }

  /** Makes a product, unpublished. */
  productCreate(input: api.ProductCreateInput, options?: CallOptions): Promise<Result<api.ProductFragment>> {
    return this.#transport.settle(
      api.ProductCreateDocument,
      input,
      (data) => data.productCreate,
      (payload) => payload.product,
      options,
    );
  }

  /** Changes what is given. */
  productUpdate(input: api.ProductUpdateInput, options?: CallOptions): Promise<Result<api.ProductFragment>> {
    return this.#transport.settle(
      api.ProductUpdateDocument,
      input,
      (data) => data.productUpdate,
      (payload) => payload.product,
      options,
    );
  }

  /** Sells a product in channels. */
  productPublish(input: api.ProductPublishInput, options?: CallOptions): Promise<Result<api.ProductFragment>> {
    return this.#transport.settle(
      api.ProductPublishDocument,
      input,
      (data) => data.productPublish,
      (payload) => payload.product,
      options,
    );
  }

  /** Stops selling a product in channels. */
  productUnpublish(input: api.ProductUnpublishInput, options?: CallOptions): Promise<Result<api.ProductFragment>> {
    return this.#transport.settle(
      api.ProductUnpublishDocument,
      input,
      (data) => data.productUnpublish,
      (payload) => payload.product,
      options,
    );
  }

  /** Sets prices per channel. */
  variantPricesSet(
    input: api.VariantPricesSetInput,
    options?: CallOptions,
  ): Promise<Result<api.ProductVariantFragment>> {
    return this.#transport.settle(
      api.VariantPricesSetDocument,
      input,
      (data) => data.variantPricesSet,
      (payload) => payload.variant,
      options,
    );
  }

  /** Cancels an order and voids its payment. */
  orderCancel(input: api.OrderCancelInput, options?: CallOptions): Promise<Result<api.OrderFragment>> {
    return this.#transport.settle(
      api.OrderCancelDocument,
      input,
      (data) => data.orderCancel,
      (payload) => payload.order,
      options,
    );
  }

  /** Makes dead deliveries again; answers how many. */
  eventDeliveriesRetry(input: api.EventDeliveriesRetryInput, options?: CallOptions): Promise<Result<number>> {
    return this.#transport.settle(
      api.EventDeliveriesRetryDocument,
      input,
      (data) => data.eventDeliveriesRetry,
      (payload) => payload.retried,
      options,
    );
  }

  /** The tree of categories, three levels deep. */
  async listCategories(options?: CallOptions): Promise<api.ListCategoriesQuery["categories"]> {
    return (await this.#transport.execute(api.ListCategoriesDocument, {}, options)).categories;
  }

  /** A category by id or slug. */
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

  /** Deletes a product; answers its id. */
  productDelete(input: api.ProductDeleteInput, options?: CallOptions): Promise<Result<string>> {
    return this.#transport.settle(
      api.ProductDeleteDocument,
      input,
      (data) => data.productDelete,
      (payload) => payload.deletedId,
      options,
    );
  }

  /** Adds variants to a product. */
  productVariantsCreate(
    input: api.ProductVariantsCreateInput,
    options?: CallOptions,
  ): Promise<Result<Omit<api.ProductVariantsCreateMutation["productVariantsCreate"], "errors">>> {
    return this.#transport.settle(
      api.ProductVariantsCreateDocument,
      input,
      (data) => data.productVariantsCreate,
      (payload) => payload,
      options,
    );
  }

  /** Changes what is given. */
  productVariantUpdate(
    input: api.ProductVariantUpdateInput,
    options?: CallOptions,
  ): Promise<Result<api.ProductVariantFragment>> {
    return this.#transport.settle(
      api.ProductVariantUpdateDocument,
      input,
      (data) => data.productVariantUpdate,
      (payload) => payload.variant,
      options,
    );
  }

  /** Deletes a variant; answers its product. */
  productVariantDelete(
    input: api.ProductVariantDeleteInput,
    options?: CallOptions,
  ): Promise<Result<api.ProductFragment>> {
    return this.#transport.settle(
      api.ProductVariantDeleteDocument,
      input,
      (data) => data.productVariantDelete,
      (payload) => payload.product,
      options,
    );
  }

  /** Makes a category. */
  categoryCreate(input: api.CategoryCreateInput, options?: CallOptions): Promise<Result<api.CategoryFragment>> {
    return this.#transport.settle(
      api.CategoryCreateDocument,
      input,
      (data) => data.categoryCreate,
      (payload) => payload.category,
      options,
    );
  }

  /** Changes what is given. */
  categoryUpdate(input: api.CategoryUpdateInput, options?: CallOptions): Promise<Result<api.CategoryFragment>> {
    return this.#transport.settle(
      api.CategoryUpdateDocument,
      input,
      (data) => data.categoryUpdate,
      (payload) => payload.category,
      options,
    );
  }

  /** Deletes a category; answers its id. */
  categoryDelete(input: api.CategoryDeleteInput, options?: CallOptions): Promise<Result<string>> {
    return this.#transport.settle(
      api.CategoryDeleteDocument,
      input,
      (data) => data.categoryDelete,
      (payload) => payload.deletedId,
      options,
    );
  }

  /** Makes a collection. */
  collectionCreate(input: api.CollectionCreateInput, options?: CallOptions): Promise<Result<api.CollectionFragment>> {
    return this.#transport.settle(
      api.CollectionCreateDocument,
      input,
      (data) => data.collectionCreate,
      (payload) => payload.collection,
      options,
    );
  }

  /** Changes what is given. */
  collectionUpdate(input: api.CollectionUpdateInput, options?: CallOptions): Promise<Result<api.CollectionFragment>> {
    return this.#transport.settle(
      api.CollectionUpdateDocument,
      input,
      (data) => data.collectionUpdate,
      (payload) => payload.collection,
      options,
    );
  }

  /** Deletes a collection; answers its id. */
  collectionDelete(input: api.CollectionDeleteInput, options?: CallOptions): Promise<Result<string>> {
    return this.#transport.settle(
      api.CollectionDeleteDocument,
      input,
      (data) => data.collectionDelete,
      (payload) => payload.deletedId,
      options,
    );
  }
}
