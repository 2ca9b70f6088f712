import * as api from "./generated/admin.js";
import type { Result } from "./results.js";
import { type CallOptions, type ClientOptions, Transport } from "./transport.js";

/** What `paymentCapture` and `paymentVoid` return. */
export type MoneyMoved = Omit<api.PaymentCaptureMutation["paymentCapture"], "errors">;

/** What `orderPaymentReceive` returns. */
export type MoneyReceived = Omit<api.OrderPaymentReceiveMutation["orderPaymentReceive"], "errors">;

/** What `orderRefund` and `refundRetry` return. */
export type MoneyRefunded = Omit<api.OrderRefundMutation["orderRefund"], "errors">;

/** A case of an unusual order, as mutations return it. */

export type OrderCase = NonNullable<api.OrderCaseUpdateMutation["orderCaseUpdate"]["case"]>;

/** What became of each case that was to be closed. */

export type OrderCaseResults = NonNullable<
  api.OrderCasesResolveMutation["orderCasesResolve"]["results"]
>;

/** An export of orders, as mutations return it. */

export type OrderExport = NonNullable<api.OrderExportStartMutation["orderExportStart"]["export"]>;

/** A rule that watches orders, as mutations return it. */

export type ConcernRule = NonNullable<api.ConcernRuleSetMutation["concernRuleSet"]["rule"]>;

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

  /**
   * Products in any state, a page at a time. With `completeness` only those that are so complete in a channel and a
   * language, or that lack something, or in the order of their score.
   */
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

  /** What a product lacks in a channel and a language, and how complete it is; null if there is no such product. */
  async getProductCompleteness(
    variables: api.GetProductCompletenessQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetProductCompletenessQuery["product"]> {
    return (await this.#transport.execute(api.GetProductCompletenessDocument, variables, options)).product;
  }

  /** A variant by id or SKU. */
  async getProductVariant(
    by: api.GetProductVariantQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetProductVariantQuery["productVariant"]> {
    return (await this.#transport.execute(api.GetProductVariantDocument, by, options)).productVariant;
  }

  /** Orders, a page at a time: found by words, filtered, and sorted; the newest first unless you say otherwise. */
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

  /** Warehouses by priority, a page at a time. */
  async listWarehouses(
    variables: api.ListWarehousesQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListWarehousesQuery["warehouses"]> {
    return (await this.#transport.execute(api.ListWarehousesDocument, variables, options)).warehouses;
  }

  /** How a thing is counted and where it lies, by its own id, such as that of a variant; null if nobody counts it. */
  async getStock(by: api.GetStockQueryVariables, options?: CallOptions): Promise<api.GetStockQuery["stockItem"]> {
    return (await this.#transport.execute(api.GetStockDocument, by, options)).stockItem;
  }

  /** What is counted, a page at a time: all, or what is low, or what orders wait for. */
  async listStock(
    variables: api.ListStockQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListStockQuery["stockItems"]> {
    return (await this.#transport.execute(api.ListStockDocument, variables, options)).stockItems;
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

  /** Cancels an order and gives its payments back. */
  orderCancel(input: api.OrderCancelInput, options?: CallOptions): Promise<Result<api.OrderFragment>> {
    return this.#transport.settle(
      api.OrderCancelDocument,
      input,
      (data) => data.orderCancel,
      (payload) => payload.order,
      options,
    );
  }

  /** What `orderEditApply` would do with the same edit, line by line; throws the error that it would answer with. */
  async getOrderEditPreview(
    input: api.OrderEditInput,
    options?: CallOptions,
  ): Promise<api.GetOrderEditPreviewQuery["orderEditPreview"]> {
    return (await this.#transport.execute(api.GetOrderEditPreviewDocument, { input }, options)).orderEditPreview;
  }

  /** Changes an order that is placed, as it was previewed: of two who do so at once one gets `VERSION_CONFLICT`. */
  orderEditApply(
    input: api.OrderEditApplyInput,
    options?: CallOptions,
  ): Promise<Result<api.EditedOrderFragment>> {
    return this.#transport.settle(
      api.OrderEditApplyDocument,
      input,
      (data) => data.orderEditApply,
      (payload) => payload.order,
      options,
    );
  }

  /** Drafts of staff, the newest first, a page at a time. */
  async listDraftOrders(
    variables: api.ListDraftOrdersQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListDraftOrdersQuery["draftOrders"]> {
    return (await this.#transport.execute(api.ListDraftOrdersDocument, variables, options)).draftOrders;
  }

  /** A draft of staff by id, with what it costs now. */
  async getDraftOrder(id: string, options?: CallOptions): Promise<api.GetDraftOrderQuery["draftOrder"]> {
    return (await this.#transport.execute(api.GetDraftOrderDocument, { id }, options)).draftOrder;
  }

  /** Begins an order for a buyer as a draft; its `cart` shows what it costs. */
  draftOrderCreate(input: api.DraftOrderCreateInput, options?: CallOptions): Promise<Result<api.DraftOrderFragment>> {
    return this.#transport.settle(
      api.DraftOrderCreateDocument,
      input,
      (data) => data.draftOrderCreate,
      (payload) => payload.draftOrder,
      options,
    );
  }

  /** Changes a draft; where its buyer would see that, its link shows nothing until `draftOrderSend`. */
  draftOrderUpdate(input: api.DraftOrderUpdateInput, options?: CallOptions): Promise<Result<api.DraftOrderFragment>> {
    return this.#transport.settle(
      api.DraftOrderUpdateDocument,
      input,
      (data) => data.draftOrderUpdate,
      (payload) => payload.draftOrder,
      options,
    );
  }

  /** Lets whoever has the draft's `token` pay it, at what its lines cost now; send the link yourself. */
  draftOrderSend(input: api.DraftOrderSendInput, options?: CallOptions): Promise<Result<api.DraftOrderFragment>> {
    return this.#transport.settle(
      api.DraftOrderSendDocument,
      input,
      (data) => data.draftOrderSend,
      (payload) => payload.draftOrder,
      options,
    );
  }

  /** Places the order of a draft, whose money comes without a provider; safe to call again. */
  draftOrderPlace(input: api.DraftOrderPlaceInput, options?: CallOptions): Promise<Result<api.OrderFragment>> {
    return this.#transport.settle(
      api.DraftOrderPlaceDocument,
      input,
      (data) => data.draftOrderPlace,
      (payload) => payload.order,
      options,
    );
  }

  /** Gives an undecided payment of a draft's buyer back, so that the draft can be changed. */
  draftOrderPaymentReopen(input: api.DraftOrderPaymentReopenInput, options?: CallOptions): Promise<Result<api.DraftOrderFragment>> {
    return this.#transport.settle(
      api.DraftOrderPaymentReopenDocument,
      input,
      (data) => data.draftOrderPaymentReopen,
      (payload) => payload.draftOrder,
      options,
    );
  }

  /** Deletes a draft that is no order; answers its id. */
  draftOrderDelete(input: api.DraftOrderDeleteInput, options?: CallOptions): Promise<Result<string>> {
    return this.#transport.settle(
      api.DraftOrderDeleteDocument,
      input,
      (data) => data.draftOrderDelete,
      (payload) => payload.deletedId,
      options,
    );
  }

  /** Cancels pieces of an order that have not left, and gives back what was paid for them. */
  orderLinesCancel(
    input: api.OrderLinesCancelInput,
    options?: CallOptions,
  ): Promise<Result<api.EditedOrderFragment>> {
    return this.#transport.settle(
      api.OrderLinesCancelDocument,
      input,
      (data) => data.orderLinesCancel,
      (payload) => payload.order,
      options,
    );
  }

  /** A page of what happened to an order, the newest first, and the notes of staff; null if there is no such order. */
  async getOrderHistory(
    by: api.GetOrderHistoryQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetOrderHistoryQuery["order"]> {
    return (await this.#transport.execute(api.GetOrderHistoryDocument, by, options)).order;
  }

  /** Writes a note on an order: for staff, or with `shownToBuyer` for the buyer too. */
  orderNoteAdd(input: api.OrderNoteAddInput, options?: CallOptions): Promise<Result<api.OrderNoteFragment>> {
    return this.#transport.settle(
      api.OrderNoteAddDocument,
      input,
      (data) => data.orderNoteAdd,
      (payload) => payload.note,
      options,
    );
  }

  /** Changes a note's text, or who sees it; the history keeps what it said before. */
  orderNoteUpdate(input: api.OrderNoteUpdateInput, options?: CallOptions): Promise<Result<api.OrderNoteFragment>> {
    return this.#transport.settle(
      api.OrderNoteUpdateDocument,
      input,
      (data) => data.orderNoteUpdate,
      (payload) => payload.note,
      options,
    );
  }

  /** Takes a note away, from the buyer too; returns the order's notes that are left. */
  orderNoteRemove(
    input: api.OrderNoteRemoveInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.OrderNoteRemoveMutation["orderNoteRemove"]["order"]>>> {
    return this.#transport.settle(
      api.OrderNoteRemoveDocument,
      input,
      (data) => data.orderNoteRemove,
      (payload) => payload.order,
      options,
    );
  }

  /** The address book of a customer, whom orders name by `customerId`; in the order in which they see it. */
  async listCustomerAddresses(
    customer: api.ListCustomerAddressesQueryVariables,
    options?: CallOptions,
  ): Promise<api.ListCustomerAddressesQuery["customerAddresses"]> {
    return (await this.#transport.execute(api.ListCustomerAddressesDocument, customer, options)).customerAddresses;
  }

  /** Erases the address book of a customer who asked for it; answers with how many addresses there were. */
  customerAddressesErase(
    input: api.CustomerAddressesEraseInput,
    options?: CallOptions,
  ): Promise<Result<number>> {
    return this.#transport.settle(
      api.CustomerAddressesEraseDocument,
      input,
      (data) => data.customerAddressesErase,
      (payload) => payload.erased,
      options,
    );
  }

  /** What is paid, owed and was refunded of an order, with everything that was done about it. */
  async getOrderPayments(
    by: api.GetOrderPaymentsQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetOrderPaymentsQuery["order"]> {
    return (await this.#transport.execute(api.GetOrderPaymentsDocument, by, options)).order;
  }

  /** A page of payments, the newest first: those that are PENDING are awaited, those that are UNKNOWN undecided. */
  async listPayments(
    args: api.ListPaymentsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListPaymentsQuery["payments"]> {
    return (await this.#transport.execute(api.ListPaymentsDocument, args, options)).payments;
  }

  /** A page of refunds, the newest first: those that are PARTIAL can be tried again. */
  async listRefunds(
    args: api.ListRefundsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListRefundsQuery["refunds"]> {
    return (await this.#transport.execute(api.ListRefundsDocument, args, options)).refunds;
  }

  /** A page of invoices and credit notes, the newest first; the addresses of their PDFs hold for a while. */
  async listOrderDocuments(
    args: api.ListOrderDocumentsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListOrderDocumentsQuery["orderDocuments"]> {
    return (await this.#transport.execute(api.ListOrderDocumentsDocument, args, options)).orderDocuments;
  }

  /** The invoices and credit notes of an order, the oldest first. */
  async getOrderDocuments(
    by: api.GetOrderDocumentsQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetOrderDocumentsQuery["order"]> {
    return (await this.#transport.execute(api.GetOrderDocumentsDocument, by, options)).order;
  }

  /** Issues the invoice of an order with the next number of its series; its PDF is there a moment later. */
  invoiceIssue(
    input: api.InvoiceIssueInput,
    options?: CallOptions,
  ): Promise<Result<api.OrderDocumentFragment>> {
    return this.#transport.settle(
      api.InvoiceIssueDocument,
      input,
      (data) => data.invoiceIssue,
      (payload) => payload.document,
      options,
    );
  }

  /** Takes back all that is left of an invoice by a credit note; no money is moved. */
  invoiceCancel(
    input: api.InvoiceCancelInput,
    options?: CallOptions,
  ): Promise<Result<api.OrderDocumentFragment>> {
    return this.#transport.settle(
      api.InvoiceCancelDocument,
      input,
      (data) => data.invoiceCancel,
      (payload) => payload.document,
      options,
    );
  }

  /** What `orderRefund` would do with the same input; throws the error that it would answer with. */
  async getRefundPreview(
    input: api.OrderRefundInput,
    options?: CallOptions,
  ): Promise<api.GetRefundPreviewQuery["refundPreview"]> {
    return (await this.#transport.execute(api.GetRefundPreviewDocument, { input }, options)).refundPreview;
  }

  /** Takes reserved money, all of it or a part; sent again with its key it takes nothing more. */
  paymentCapture(
    input: api.PaymentCaptureInput,
    options?: CallOptions,
  ): Promise<Result<MoneyMoved>> {
    return this.#transport.settle(
      api.PaymentCaptureDocument,
      input,
      (data) => data.paymentCapture,
      (payload) => payload,
      options,
    );
  }

  /** Gives back what is reserved and was not captured. */
  paymentVoid(
    input: api.PaymentVoidInput,
    options?: CallOptions,
  ): Promise<Result<MoneyMoved>> {
    return this.#transport.settle(
      api.PaymentVoidDocument,
      input,
      (data) => data.paymentVoid,
      (payload) => payload,
      options,
    );
  }

  /** Notes money that came without a provider, such as by bank transfer. */
  orderPaymentReceive(
    input: api.OrderPaymentReceiveInput,
    options?: CallOptions,
  ): Promise<Result<MoneyReceived>> {
    return this.#transport.settle(
      api.OrderPaymentReceiveDocument,
      input,
      (data) => data.orderPaymentReceive,
      (payload) => payload,
      options,
    );
  }

  /** Gives money back for lines, delivery or nothing in particular; sent again with its key it gives nothing more. */
  orderRefund(
    input: api.OrderRefundInput,
    options?: CallOptions,
  ): Promise<Result<MoneyRefunded>> {
    return this.#transport.settle(
      api.OrderRefundDocument,
      input,
      (data) => data.orderRefund,
      (payload) => payload,
      options,
    );
  }

  /** Tries to give back what a PARTIAL refund could not. */
  refundRetry(
    input: api.RefundRetryInput,
    options?: CallOptions,
  ): Promise<Result<MoneyRefunded>> {
    return this.#transport.settle(
      api.RefundRetryDocument,
      input,
      (data) => data.refundRetry,
      (payload) => payload,
      options,
    );
  }

  /** Receives, adjusts, counts or damages stock, or sets its safety stock. */
  stockChange(input: api.StockChangeInput, options?: CallOptions): Promise<Result<api.StockItemFragment>> {
    return this.#transport.settle(
      api.StockChangeDocument,
      input,
      (data) => data.stockChange,
      (payload) => payload.item,
      options,
    );
  }

  /** Makes up to 1,000 changes of stock; each has an answer of its own. */
  stockBulkUpdate(
    input: api.StockBulkUpdateInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.StockBulkUpdateMutation["stockBulkUpdate"]["results"]>>> {
    return this.#transport.settle(
      api.StockBulkUpdateDocument,
      input,
      (data) => data.stockBulkUpdate,
      (payload) => payload.results,
      options,
    );
  }

  /** A page of mails, the newest first; FAILED ones wait for somebody to send them again. */
  async listMails(
    args: api.ListMailsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListMailsQuery["mails"]> {
    return (await this.#transport.execute(api.ListMailsDocument, args, options)).mails;
  }

  /** A mail as it was sent, with its HTML. */
  async getMail(by: api.GetMailQueryVariables, options?: CallOptions): Promise<api.GetMailQuery["mail"]> {
    return (await this.#transport.execute(api.GetMailDocument, by, options)).mail;
  }

  /** Which mails the shop sends, and in which languages. */
  async listMailKinds(options?: CallOptions): Promise<api.ListMailKindsQuery["mailKinds"]> {
    return (await this.#transport.execute(api.ListMailKindsDocument, {}, options)).mailKinds;
  }

  /** What a mail looks like in a language, with made-up data. */
  async getMailPreview(
    of: api.GetMailPreviewQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetMailPreviewQuery["mailPreview"]> {
    return (await this.#transport.execute(api.GetMailPreviewDocument, of, options)).mailPreview;
  }

  /** Sends a mail that was sent or has failed once more, as it was. */
  mailResend(input: api.MailResendInput, options?: CallOptions): Promise<Result<api.MailFragment>> {
    return this.#transport.settle(
      api.MailResendDocument,
      input,
      (data) => data.mailResend,
      (payload) => payload.mail,
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

  /**
   * The media library, a page at a time: uploaded files by a part of the name, kind, use, product or missing text, with
   * what uses each.
   */
  async listFiles(
    variables: api.ListFilesQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListFilesQuery["files"]> {
    return (await this.#transport.execute(api.ListFilesDocument, variables, options)).files;
  }

  /** An uploaded file, what uses it, and the products that show it, the latest first. */
  async getFile(id: string, options?: CallOptions): Promise<api.GetFileQuery["file"]> {
    return (await this.#transport.execute(api.GetFileDocument, { id }, options)).file;
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

  /** Shows uploaded files, or pictures of others, with a product; answers with all that it shows then. */
  productMediaAdd(input: api.ProductMediaAddInput, options?: CallOptions): Promise<Result<api.MediaOfProductFragment>> {
    return this.#transport.settle(
      api.ProductMediaAddDocument,
      input,
      (data) => data.productMediaAdd,
      (payload) => payload.product,
      options,
    );
  }

  /** Says anew what a picture shows, what stands for a film or model, and what has to stay in it where it is cut. */
  productMediaUpdate(input: api.ProductMediaUpdateInput, options?: CallOptions): Promise<Result<api.MediaOfProductFragment>> {
    return this.#transport.settle(
      api.ProductMediaUpdateDocument,
      input,
      (data) => data.productMediaUpdate,
      (payload) => payload.product,
      options,
    );
  }

  /** Puts what a product shows into an order; what is left out comes behind. */
  productMediaReorder(input: api.ProductMediaReorderInput, options?: CallOptions): Promise<Result<api.MediaOfProductFragment>> {
    return this.#transport.settle(
      api.ProductMediaReorderDocument,
      input,
      (data) => data.productMediaReorder,
      (payload) => payload.product,
      options,
    );
  }

  /** Shows a picture no longer; its file goes after a while if nothing else uses it. */
  productMediaRemove(input: api.ProductMediaRemoveInput, options?: CallOptions): Promise<Result<api.MediaOfProductFragment>> {
    return this.#transport.settle(
      api.ProductMediaRemoveDocument,
      input,
      (data) => data.productMediaRemove,
      (payload) => payload.product,
      options,
    );
  }

  /** Moves a category with everything below it, under another one or among its siblings; refused with `CATEGORY_CYCLE` below itself. */
  categoryMove(
    input: api.CategoryMoveInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.CategoryMoveMutation["categoryMove"]["category"]>>> {
    return this.#transport.settle(
      api.CategoryMoveDocument,
      input,
      (data) => data.categoryMove,
      (payload) => payload.category,
      options,
    );
  }

  /** Puts the categories right below one, or the roots, into an order; answers with all of them. */
  categoryChildrenReorder(
    input: api.CategoryChildrenReorderInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.CategoryChildrenReorderMutation["categoryChildrenReorder"]["categories"]>>> {
    return this.#transport.settle(
      api.CategoryChildrenReorderDocument,
      input,
      (data) => data.categoryChildrenReorder,
      (payload) => payload.categories,
      options,
    );
  }

  /** Puts exactly these products beside another one, in this order. */
  productRelationsSet(
    input: api.ProductRelationsSetInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductRelationsSetMutation["productRelationsSet"]["product"]>>> {
    return this.#transport.settle(
      api.ProductRelationsSetDocument,
      input,
      (data) => data.productRelationsSet,
      (payload) => payload.product,
      options,
    );
  }

  /** Puts products beside another one, behind those that are there. */
  productRelationsAdd(
    input: api.ProductRelationsAddInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductRelationsAddMutation["productRelationsAdd"]["product"]>>> {
    return this.#transport.settle(
      api.ProductRelationsAddDocument,
      input,
      (data) => data.productRelationsAdd,
      (payload) => payload.product,
      options,
    );
  }

  /** Takes products away from beside another one; those that are not there are passed over. */
  productRelationsRemove(
    input: api.ProductRelationsRemoveInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductRelationsRemoveMutation["productRelationsRemove"]["product"]>>> {
    return this.#transport.settle(
      api.ProductRelationsRemoveDocument,
      input,
      (data) => data.productRelationsRemove,
      (payload) => payload.product,
      options,
    );
  }

  /** The ways in which products belong together, such as accessories and substitutes. */
  async listRelationKinds(options?: CallOptions): Promise<api.ListRelationKindsQuery["relationKinds"]> {
    return (await this.#transport.execute(api.ListRelationKindsDocument, {}, options)).relationKinds;
  }

  /** Makes a way in which products can belong together; answers with all of them. */
  relationKindCreate(
    input: api.RelationKindCreateInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.RelationKindCreateMutation["relationKindCreate"]["kinds"]>>> {
    return this.#transport.settle(
      api.RelationKindCreateDocument,
      input,
      (data) => data.relationKindCreate,
      (payload) => payload.kinds,
      options,
    );
  }

  /** Deletes a kind with all its relations; answers with those that are left. */
  relationKindDelete(
    input: api.RelationKindDeleteInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.RelationKindDeleteMutation["relationKindDelete"]["kinds"]>>> {
    return this.#transport.settle(
      api.RelationKindDeleteDocument,
      input,
      (data) => data.relationKindDelete,
      (payload) => payload.kinds,
      options,
    );
  }

  /** Gives a collection a rule, or takes it away; a job works out who belongs to it, see `ruleRefresh`. */
  collectionRuleSet(
    input: api.CollectionRuleSetInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.CollectionRuleSetMutation["collectionRuleSet"]["collection"]>>> {
    return this.#transport.settle(
      api.CollectionRuleSetDocument,
      input,
      (data) => data.collectionRuleSet,
      (payload) => payload.collection,
      options,
    );
  }

  /** Puts products into a collection, before one of it or behind all; where it has a rule they are pinned. */
  collectionProductsAdd(
    input: api.CollectionProductsAddInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.CollectionProductsAddMutation["collectionProductsAdd"]["collection"]>>> {
    return this.#transport.settle(
      api.CollectionProductsAddDocument,
      input,
      (data) => data.collectionProductsAdd,
      (payload) => payload.collection,
      options,
    );
  }

  /** Takes products out of a collection; where it has a rule, that decides about them from then on. */
  collectionProductsRemove(
    input: api.CollectionProductsRemoveInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.CollectionProductsRemoveMutation["collectionProductsRemove"]["collection"]>>> {
    return this.#transport.settle(
      api.CollectionProductsRemoveDocument,
      input,
      (data) => data.collectionProductsRemove,
      (payload) => payload.collection,
      options,
    );
  }

  /** Moves products of a collection, together and in this order. */
  collectionProductsMove(
    input: api.CollectionProductsMoveInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.CollectionProductsMoveMutation["collectionProductsMove"]["collection"]>>> {
    return this.#transport.settle(
      api.CollectionProductsMoveDocument,
      input,
      (data) => data.collectionProductsMove,
      (payload) => payload.collection,
      options,
    );
  }

  /** Keeps products out of a collection whatever its rule says. */
  collectionProductsExclude(
    input: api.CollectionProductsExcludeInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.CollectionProductsExcludeMutation["collectionProductsExclude"]["collection"]>>> {
    return this.#transport.settle(
      api.CollectionProductsExcludeDocument,
      input,
      (data) => data.collectionProductsExclude,
      (payload) => payload.collection,
      options,
    );
  }

  /** Lets the rule of a collection decide again about products that were excluded. */
  collectionProductsInclude(
    input: api.CollectionProductsIncludeInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.CollectionProductsIncludeMutation["collectionProductsInclude"]["collection"]>>> {
    return this.#transport.settle(
      api.CollectionProductsIncludeDocument,
      input,
      (data) => data.collectionProductsInclude,
      (payload) => payload.collection,
      options,
    );
  }

  /** Asks a rule about all products without changing anything: how many it finds, and the newest of them. */
  async previewCollectionRule(
    variables: api.PreviewCollectionRuleQueryVariables,
    options?: CallOptions,
  ): Promise<api.PreviewCollectionRuleQuery["collectionRulePreview"]> {
    return (await this.#transport.execute(api.PreviewCollectionRuleDocument, variables, options)).collectionRulePreview;
  }

  /**
   * How a variant is put together, as staff wrote it: with the ids and translations that `bundleSet` takes back, and
   * the version that it expects. Null if there is no such variant; its `bundle` is null if it is none.
   */
  async bundle(
    variables: api.BundleQueryVariables,
    options?: CallOptions,
  ): Promise<api.BundleQuery["productVariant"]> {
    return (await this.#transport.execute(api.BundleDocument, variables, options)).productVariant;
  }

  /**
   * Makes a variant a bundle: of components that are always in it, and of slots for which buyers choose. With neither
   * it is an ordinary variant again. Name the `id` of a slot to keep it, and the carts that chose for it.
   */
  bundleSet(
    input: api.BundleSetInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.BundleSetMutation["bundleSet"]["variant"]>>> {
    return this.#transport.settle(
      api.BundleSetDocument,
      input,
      (data) => data.bundleSet,
      (payload) => payload.variant,
      options,
    );
  }

  /** Makes these all the files of a variant; who bought it before keeps what they bought. */
  digitalFilesSet(
    input: api.DigitalFilesSetInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.DigitalFilesSetMutation["digitalFilesSet"]["variant"]>>> {
    return this.#transport.settle(
      api.DigitalFilesSetDocument,
      input,
      (data) => data.digitalFilesSet,
      (payload) => payload.variant,
      options,
    );
  }

  /** Makes a link to a download of an order; the one before is worth nothing any more. */
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

  /** Lets a buyer download something more often, longer, or again after it was taken back. */
  downloadRenew(
    input: api.DownloadRenewInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.DownloadRenewMutation["downloadRenew"]["download"]>>> {
    return this.#transport.settle(
      api.DownloadRenewDocument,
      input,
      (data) => data.downloadRenew,
      (payload) => payload.download,
      options,
    );
  }

  /** Takes a download back, as after a refund of a part of an order. */
  downloadRevoke(
    input: api.DownloadRevokeInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.DownloadRevokeMutation["downloadRevoke"]["download"]>>> {
    return this.#transport.settle(
      api.DownloadRevokeDocument,
      input,
      (data) => data.downloadRevoke,
      (payload) => payload.download,
      options,
    );
  }

  /** What the buyer of an order may download, how often yet and until when. */
  async listOrderDownloads(
    variables: api.ListOrderDownloadsQueryVariables,
    options?: CallOptions,
  ): Promise<api.ListOrderDownloadsQuery["downloads"]> {
    return (await this.#transport.execute(api.ListOrderDownloadsDocument, variables, options)).downloads;
  }

  /** Makes a brand; refused with `NAME_TAKEN` or `SLUG_TAKEN` where there is one. */
  brandCreate(input: api.BrandCreateInput, options?: CallOptions): Promise<Result<api.BrandDetailFragment>> {
    return this.#transport.settle(
      api.BrandCreateDocument,
      input,
      (data) => data.brandCreate,
      (payload) => payload.brand,
      options,
    );
  }

  /** Changes what is given of a brand. Its products are found by a new name soon afterwards, its former slug redirects. */
  brandUpdate(input: api.BrandUpdateInput, options?: CallOptions): Promise<Result<api.BrandDetailFragment>> {
    return this.#transport.settle(
      api.BrandUpdateDocument,
      input,
      (data) => data.brandUpdate,
      (payload) => payload.brand,
      options,
    );
  }

  /** Deletes a brand; its products have none then. Answers its id. */
  brandDelete(input: api.BrandDeleteInput, options?: CallOptions): Promise<Result<string>> {
    return this.#transport.settle(
      api.BrandDeleteDocument,
      input,
      (data) => data.brandDelete,
      (payload) => payload.deletedId,
      options,
    );
  }

  /** Makes a product type with its attributes, which are named by their codes. */
  productTypeCreate(input: api.ProductTypeCreateInput, options?: CallOptions): Promise<Result<api.ProductTypeCardFragment>> {
    return this.#transport.settle(
      api.ProductTypeCreateDocument,
      input,
      (data) => data.productTypeCreate,
      (payload) => payload.productType,
      options,
    );
  }

  /** Changes what is given of a product type; `attributes` are all that it has from then on. */
  productTypeUpdate(input: api.ProductTypeUpdateInput, options?: CallOptions): Promise<Result<api.ProductTypeCardFragment>> {
    return this.#transport.settle(
      api.ProductTypeUpdateDocument,
      input,
      (data) => data.productTypeUpdate,
      (payload) => payload.productType,
      options,
    );
  }

  /** Deletes a product type that no product has. Answers its id. */
  productTypeDelete(input: api.ProductTypeDeleteInput, options?: CallOptions): Promise<Result<string>> {
    return this.#transport.settle(
      api.ProductTypeDeleteDocument,
      input,
      (data) => data.productTypeDelete,
      (payload) => payload.deletedId,
      options,
    );
  }

  /** Makes an attribute with its choices; product types take it up by its code. */
  attributeCreate(input: api.AttributeCreateInput, options?: CallOptions): Promise<Result<api.AttributeDetailFragment>> {
    return this.#transport.settle(
      api.AttributeCreateDocument,
      input,
      (data) => data.attributeCreate,
      (payload) => payload.attribute,
      options,
    );
  }

  /** Changes what is given of an attribute; its kind stays. */
  attributeUpdate(input: api.AttributeUpdateInput, options?: CallOptions): Promise<Result<api.AttributeDetailFragment>> {
    return this.#transport.settle(
      api.AttributeUpdateDocument,
      input,
      (data) => data.attributeUpdate,
      (payload) => payload.attribute,
      options,
    );
  }

  /** Deletes an attribute; refused with `ATTRIBUTE_IN_USE` unless its values may go with it. Answers its id. */
  attributeDelete(input: api.AttributeDeleteInput, options?: CallOptions): Promise<Result<string>> {
    return this.#transport.settle(
      api.AttributeDeleteDocument,
      input,
      (data) => data.attributeDelete,
      (payload) => payload.deletedId,
      options,
    );
  }

  /** Adds choices behind those that an attribute has. */
  attributeChoicesAdd(input: api.AttributeChoicesAddInput, options?: CallOptions): Promise<Result<api.AttributeDetailFragment>> {
    return this.#transport.settle(
      api.AttributeChoicesAddDocument,
      input,
      (data) => data.attributeChoicesAdd,
      (payload) => payload.attribute,
      options,
    );
  }

  /** Makes a price list without prices, in a channel and its currency. */
  priceListCreate(input: api.PriceListCreateInput, options?: CallOptions): Promise<Result<api.PriceListCardFragment>> {
    return this.#transport.settle(
      api.PriceListCreateDocument,
      input,
      (data) => data.priceListCreate,
      (payload) => payload.priceList,
      options,
    );
  }

  /** Changes what is given of a price list. Carts follow at once; the pages of many products follow in the background. */
  priceListUpdate(input: api.PriceListUpdateInput, options?: CallOptions): Promise<Result<api.PriceListCardFragment>> {
    return this.#transport.settle(
      api.PriceListUpdateDocument,
      input,
      (data) => data.priceListUpdate,
      (payload) => payload.priceList,
      options,
    );
  }

  /** Deletes a price list with its prices; it counts no longer at once. Answers its id. */
  priceListDelete(input: api.PriceListDeleteInput, options?: CallOptions): Promise<Result<string>> {
    return this.#transport.settle(
      api.PriceListDeleteDocument,
      input,
      (data) => data.priceListDelete,
      (payload) => payload.deletedId,
      options,
    );
  }

  /** Sets up to a thousand prices in lists, all or none; a null price takes the tier out of its list. */
  pricesSet(
    input: api.PricesSetInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.PricesSetMutation["pricesSet"]["variants"]>>> {
    return this.#transport.settle(
      api.PricesSetDocument,
      input,
      (data) => data.pricesSet,
      (payload) => payload.variants,
      options,
    );
  }

  /** Publishes up to a thousand products in channels, now or at a moment; answers each row. */
  productsBulkPublish(
    input: api.ProductsBulkPublishInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductsBulkPublishMutation["productsBulkPublish"]["results"]>>> {
    return this.#transport.settle(
      api.ProductsBulkPublishDocument,
      input,
      (data) => data.productsBulkPublish,
      (payload) => payload.results,
      options,
    );
  }

  /** Takes up to a thousand products out of channels, now or at a moment; answers each row. */
  productsBulkUnpublish(
    input: api.ProductsBulkUnpublishInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductsBulkUnpublishMutation["productsBulkUnpublish"]["results"]>>> {
    return this.#transport.settle(
      api.ProductsBulkUnpublishDocument,
      input,
      (data) => data.productsBulkUnpublish,
      (payload) => payload.results,
      options,
    );
  }

  /** Adds and removes tags of up to a thousand products; other tags stay. Answers each row. */
  productsBulkTag(
    input: api.ProductsBulkTagInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductsBulkTagMutation["productsBulkTag"]["results"]>>> {
    return this.#transport.settle(
      api.ProductsBulkTagDocument,
      input,
      (data) => data.productsBulkTag,
      (payload) => payload.results,
      options,
    );
  }

  /** Files up to a thousand products under a category, or under none; answers each row. */
  productsBulkFile(
    input: api.ProductsBulkFileInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductsBulkFileMutation["productsBulkFile"]["results"]>>> {
    return this.#transport.settle(
      api.ProductsBulkFileDocument,
      input,
      (data) => data.productsBulkFile,
      (payload) => payload.results,
      options,
    );
  }

  /** Takes up to a thousand products to another status of their life; answers each row. */
  productsBulkTransition(
    input: api.ProductsBulkTransitionInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductsBulkTransitionMutation["productsBulkTransition"]["results"]>>> {
    return this.#transport.settle(
      api.ProductsBulkTransitionDocument,
      input,
      (data) => data.productsBulkTransition,
      (payload) => payload.results,
      options,
    );
  }

  /** Deletes up to a thousand products with everything below them; answers each row. */
  productsBulkDelete(
    input: api.ProductsBulkDeleteInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductsBulkDeleteMutation["productsBulkDelete"]["results"]>>> {
    return this.#transport.settle(
      api.ProductsBulkDeleteDocument,
      input,
      (data) => data.productsBulkDelete,
      (payload) => payload.results,
      options,
    );
  }

  /** Lists product types by name, with the attributes that products of each have, and which of them are required. */
  async listProductTypes(
    variables: api.ListProductTypesQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListProductTypesQuery["productTypes"]> {
    return (await this.#transport.execute(api.ListProductTypesDocument, variables, options)).productTypes;
  }

  /** A product type by its id or its slug, with its attributes; null if there is none. */
  async getProductType(
    variables: api.GetProductTypeQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetProductTypeQuery["productType"]> {
    return (await this.#transport.execute(api.GetProductTypeDocument, variables, options)).productType;
  }

  /** Lists attributes in the order in which they are shown, with what can be picked of each. */
  async listAttributes(
    variables: api.ListAttributesQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListAttributesQuery["attributes"]> {
    return (await this.#transport.execute(api.ListAttributesDocument, variables, options)).attributes;
  }

  /** An attribute by its id or its code, with what can be picked of it; null if there is none. */
  async getAttribute(
    variables: api.GetAttributeQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetAttributeQuery["attribute"]> {
    return (await this.#transport.execute(api.GetAttributeDocument, variables, options)).attribute;
  }

  /** Lists brands by name; `search` is a part of it. */
  async listBrands(
    variables: api.ListBrandsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListBrandsQuery["brands"]> {
    return (await this.#transport.execute(api.ListBrandsDocument, variables, options)).brands;
  }

  /** A brand by its id or its slug, present or former; null if there is none. */
  async getBrand(
    variables: api.GetBrandQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetBrandQuery["brand"]> {
    return (await this.#transport.execute(api.GetBrandDocument, variables, options)).brand;
  }

  /** Lists price lists by channel, the largest priority first. */
  async listPriceLists(
    variables: api.ListPriceListsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListPriceListsQuery["priceLists"]> {
    return (await this.#transport.execute(api.ListPriceListsDocument, variables, options)).priceLists;
  }

  /** A price list by its id or its code; null if there is none. */
  async getPriceList(
    variables: api.GetPriceListQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetPriceListQuery["priceList"]> {
    return (await this.#transport.execute(api.GetPriceListDocument, variables, options)).priceList;
  }

  /** What a variant cost in a channel over time, the latest first; null if there is no such variant. */
  async getPriceHistory(
    variables: api.GetPriceHistoryQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetPriceHistoryQuery["productVariant"]> {
    return (await this.#transport.execute(api.GetPriceHistoryDocument, variables, options)).productVariant;
  }

  /** Takes a step in the life of a product, such as approving it; `transitions` says which there are. */
  productTransition(
    input: api.ProductTransitionInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductTransitionMutation["productTransition"]["product"]>>> {
    return this.#transport.settle(
      api.ProductTransitionDocument,
      input,
      (data) => data.productTransition,
      (payload) => payload.product,
      options,
    );
  }

  /** Says who is to review a product, or with null that nobody in particular is. */
  productReviewerAssign(
    input: api.ProductReviewerAssignInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductReviewerAssignMutation["productReviewerAssign"]["product"]>>> {
    return this.#transport.settle(
      api.ProductReviewerAssignDocument,
      input,
      (data) => data.productReviewerAssign,
      (payload) => payload.product,
      options,
    );
  }

  /** Renames an option and its values, puts these in order, takes away unused ones, and translates them. */
  productOptionUpdate(
    input: api.ProductOptionUpdateInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductOptionUpdateMutation["productOptionUpdate"]["product"]>>> {
    return this.#transport.settle(
      api.ProductOptionUpdateDocument,
      input,
      (data) => data.productOptionUpdate,
      (payload) => payload.product,
      options,
    );
  }

  /** Adds an option to a product; all variants that it has get one value of it. */
  productOptionAdd(
    input: api.ProductOptionAddInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductOptionAddMutation["productOptionAdd"]["product"]>>> {
    return this.#transport.settle(
      api.ProductOptionAddDocument,
      input,
      (data) => data.productOptionAdd,
      (payload) => payload.product,
      options,
    );
  }

  /** Takes an option away; refused with `VARIANTS_COLLIDE` where only it tells variants apart. */
  productOptionRemove(
    input: api.ProductOptionRemoveInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductOptionRemoveMutation["productOptionRemove"]["product"]>>> {
    return this.#transport.settle(
      api.ProductOptionRemoveDocument,
      input,
      (data) => data.productOptionRemove,
      (payload) => payload.product,
      options,
    );
  }

  /** Puts the options of a product in order, in which its variants are called, too. */
  productOptionsReorder(
    input: api.ProductOptionsReorderInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductOptionsReorderMutation["productOptionsReorder"]["product"]>>> {
    return this.#transport.settle(
      api.ProductOptionsReorderDocument,
      input,
      (data) => data.productOptionsReorder,
      (payload) => payload.product,
      options,
    );
  }

  /** Lets an option stand for an attribute of the product's type, or with null for itself. */
  productOptionLink(
    input: api.ProductOptionLinkInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductOptionLinkMutation["productOptionLink"]["product"]>>> {
    return this.#transport.settle(
      api.ProductOptionLinkDocument,
      input,
      (data) => data.productOptionLink,
      (payload) => payload.product,
      options,
    );
  }

  /** Makes the variants that a product lacks out of combinations of values; with `dryRun` only says which. */
  productVariantsGenerate(
    input: api.ProductVariantsGenerateInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductVariantsGenerateMutation["productVariantsGenerate"]["combinations"]>>> {
    return this.#transport.settle(
      api.ProductVariantsGenerateDocument,
      input,
      (data) => data.productVariantsGenerate,
      (payload) => payload.combinations,
      options,
    );
  }

  /** Puts the variants of a product in the order in which buyers see them. */
  productVariantsReorder(
    input: api.ProductVariantsReorderInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductVariantsReorderMutation["productVariantsReorder"]["product"]>>> {
    return this.#transport.settle(
      api.ProductVariantsReorderDocument,
      input,
      (data) => data.productVariantsReorder,
      (payload) => payload.product,
      options,
    );
  }

  /** Changes up to 250 variants that differ; answers each row. */
  variantsBulkUpdate(
    input: api.VariantsBulkUpdateInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.VariantsBulkUpdateMutation["variantsBulkUpdate"]["results"]>>> {
    return this.#transport.settle(
      api.VariantsBulkUpdateDocument,
      input,
      (data) => data.variantsBulkUpdate,
      (payload) => payload.results,
      options,
    );
  }

  /** Deletes up to a thousand variants of any products; answers each row. */
  variantsBulkDelete(
    input: api.VariantsBulkDeleteInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.VariantsBulkDeleteMutation["variantsBulkDelete"]["results"]>>> {
    return this.#transport.settle(
      api.VariantsBulkDeleteDocument,
      input,
      (data) => data.variantsBulkDelete,
      (payload) => payload.results,
      options,
    );
  }

  /** Makes up to 250 products; answers each row. */
  productsBulkCreate(
    input: api.ProductsBulkCreateInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductsBulkCreateMutation["productsBulkCreate"]["results"]>>> {
    return this.#transport.settle(
      api.ProductsBulkCreateDocument,
      input,
      (data) => data.productsBulkCreate,
      (payload) => payload.results,
      options,
    );
  }

  /** Changes up to 250 products that differ; answers each row. */
  productsBulkUpdate(
    input: api.ProductsBulkUpdateInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ProductsBulkUpdateMutation["productsBulkUpdate"]["results"]>>> {
    return this.#transport.settle(
      api.ProductsBulkUpdateDocument,
      input,
      (data) => data.productsBulkUpdate,
      (payload) => payload.results,
      options,
    );
  }

  /** Renames, colours or translates a choice, for all products that have it. */
  attributeChoiceUpdate(
    input: api.AttributeChoiceUpdateInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.AttributeChoiceUpdateMutation["attributeChoiceUpdate"]["attribute"]>>> {
    return this.#transport.settle(
      api.AttributeChoiceUpdateDocument,
      input,
      (data) => data.attributeChoiceUpdate,
      (payload) => payload.attribute,
      options,
    );
  }

  /** Puts the choices of an attribute in order; those left out come behind. */
  attributeChoicesReorder(
    input: api.AttributeChoicesReorderInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.AttributeChoicesReorderMutation["attributeChoicesReorder"]["attribute"]>>> {
    return this.#transport.settle(
      api.AttributeChoicesReorderDocument,
      input,
      (data) => data.attributeChoicesReorder,
      (payload) => payload.attribute,
      options,
    );
  }

  /** Removes a choice; one that is in use only with a replacement, so that two become one. */
  attributeChoiceRemove(
    input: api.AttributeChoiceRemoveInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.AttributeChoiceRemoveMutation["attributeChoiceRemove"]["attribute"]>>> {
    return this.#transport.settle(
      api.AttributeChoiceRemoveDocument,
      input,
      (data) => data.attributeChoiceRemove,
      (payload) => payload.attribute,
      options,
    );
  }

  /** Notes JSON under keys on a product, variant, category, collection or brand; other keys stay. */
  metadataUpdate(input: api.MetadataUpdateInput, options?: CallOptions): Promise<Result<unknown>> {
    return this.#transport.settle(
      api.MetadataUpdateDocument,
      input,
      (data) => data.metadataUpdate,
      (payload) => payload.metadata,
      options,
    );
  }

  /** Takes keys away from a product, variant, category, collection or brand. */
  metadataDelete(input: api.MetadataDeleteInput, options?: CallOptions): Promise<Result<unknown>> {
    return this.#transport.settle(
      api.MetadataDeleteDocument,
      input,
      (data) => data.metadataDelete,
      (payload) => payload.metadata,
      options,
    );
  }

  /** Renames and translates a kind of relation, or puts it elsewhere; answers with all of them. */
  relationKindUpdate(
    input: api.RelationKindUpdateInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.RelationKindUpdateMutation["relationKindUpdate"]["kinds"]>>> {
    return this.#transport.settle(
      api.RelationKindUpdateDocument,
      input,
      (data) => data.relationKindUpdate,
      (payload) => payload.kinds,
      options,
    );
  }

  /** Says what a tag is called in other languages; languages that are not named stay. */
  tagTranslate(
    input: api.TagTranslateInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.TagTranslateMutation["tagTranslate"]["tag"]>>> {
    return this.#transport.settle(
      api.TagTranslateDocument,
      input,
      (data) => data.tagTranslate,
      (payload) => payload.tag,
      options,
    );
  }

  /** Renames a tag of all products, and in rules of collections; so two tags become one. */
  tagRename(
    input: api.TagRenameInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.TagRenameMutation["tagRename"]["tag"]>>> {
    return this.#transport.settle(
      api.TagRenameDocument,
      input,
      (data) => data.tagRename,
      (payload) => payload.tag,
      options,
    );
  }

  /** Takes a tag from all products. */
  tagDelete(
    input: api.TagDeleteInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.TagDeleteMutation["tagDelete"]["deletedTag"]>>> {
    return this.#transport.settle(
      api.TagDeleteDocument,
      input,
      (data) => data.tagDelete,
      (payload) => payload.deletedTag,
      options,
    );
  }

  /** Sets up to a thousand prices of variants in lists; answers each row. */
  pricesBulkSet(
    input: api.PricesBulkSetInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.PricesBulkSetMutation["pricesBulkSet"]["results"]>>> {
    return this.#transport.settle(
      api.PricesBulkSetDocument,
      input,
      (data) => data.pricesBulkSet,
      (payload) => payload.results,
      options,
    );
  }

  /** Sets up to a thousand costs of variants; answers each row. Needs `catalog.manage_costs`. */
  variantCostsBulkSet(
    input: api.VariantCostsBulkSetInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.VariantCostsBulkSetMutation["variantCostsBulkSet"]["results"]>>> {
    return this.#transport.settle(
      api.VariantCostsBulkSetDocument,
      input,
      (data) => data.variantCostsBulkSet,
      (payload) => payload.results,
      options,
    );
  }

  /** Sets what variants cost the merchant; null takes a cost away. Needs `catalog.manage_costs`. */
  variantCostsSet(
    input: api.VariantCostsSetInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.VariantCostsSetMutation["variantCostsSet"]["variants"]>>> {
    return this.#transport.settle(
      api.VariantCostsSetDocument,
      input,
      (data) => data.variantCostsSet,
      (payload) => payload.variants,
      options,
    );
  }

  /** Changes many prices; with the `digest` of a preview only if nothing differs since (`PREVIEW_OUTDATED`). */
  priceChangeApply(
    input: api.PriceChangeApplyInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.PriceChangeApplyMutation["priceChangeApply"]["priceChange"]>>> {
    return this.#transport.settle(
      api.PriceChangeApplyDocument,
      input,
      (data) => data.priceChangeApply,
      (payload) => payload.priceChange,
      options,
    );
  }

  /** Puts back the prices that a change wrote; those that somebody wrote since stay, as `conflicts`. */
  priceChangeUndo(
    input: api.PriceChangeUndoInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.PriceChangeUndoMutation["priceChangeUndo"]["priceChange"]>>> {
    return this.#transport.settle(
      api.PriceChangeUndoDocument,
      input,
      (data) => data.priceChangeUndo,
      (payload) => payload.priceChange,
      options,
    );
  }

  /** Where a product is in its life, which steps it may take, and its history, the latest first; null if there is none. */
  async getProductLife(
    variables: api.GetProductLifeQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetProductLifeQuery["product"]> {
    return (await this.#transport.execute(api.GetProductLifeDocument, variables, options)).product;
  }

  /** Products that wait for a review, the longest first; with `mine` those that the caller is to review. */
  async listProductsInReview(
    variables: api.ListProductsInReviewQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListProductsInReviewQuery["productsInReview"]> {
    return (await this.#transport.execute(api.ListProductsInReviewDocument, variables, options)).productsInReview;
  }

  /** The options of a product with all their translations, as `productOptionUpdate` takes them. */
  async getProductOptions(
    variables: api.GetProductOptionsQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetProductOptionsQuery["product"]> {
    return (await this.#transport.execute(api.GetProductOptionsDocument, variables, options)).product;
  }

  /** What is said of a product by attributes, with the translations of texts. */
  async getProductAttributes(
    variables: api.GetProductAttributesQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetProductAttributesQuery["product"]> {
    return (await this.#transport.execute(api.GetProductAttributesDocument, variables, options)).product;
  }

  /** Tags by name with how many products have each, a page at a time. */
  async listTags(
    variables: api.ListTagsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListTagsQuery["tags"]> {
    return (await this.#transport.execute(api.ListTagsDocument, variables, options)).tags;
  }

  /** Which price a variant has for a quantity and groups, of which list, and by what that was chosen. */
  async explainPrice(
    variables: api.ExplainPriceQueryVariables,
    options?: CallOptions,
  ): Promise<api.ExplainPriceQuery["priceExplanation"]> {
    return (await this.#transport.execute(api.ExplainPriceDocument, variables, options)).priceExplanation;
  }

  /** What a bulk change of prices would do; changes nothing. Needs no `digest`, and answers with one. */
  async previewPriceChange(
    variables: api.PreviewPriceChangeQueryVariables,
    options?: CallOptions,
  ): Promise<api.PreviewPriceChangeQuery["priceChangePreview"]> {
    return (await this.#transport.execute(api.PreviewPriceChangeDocument, variables, options)).priceChangePreview;
  }

  /** How far a bulk change of prices is, also while it runs; null if there is none. */
  async getPriceChange(
    variables: api.GetPriceChangeQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetPriceChangeQuery["priceChange"]> {
    return (await this.#transport.execute(api.GetPriceChangeDocument, variables, options)).priceChange;
  }

  /** What a bulk change did to each price, such as `CONFLICT` where undoing left it alone. */
  async listPriceChangeItems(
    variables: api.ListPriceChangeItemsQueryVariables,
    options?: CallOptions,
  ): Promise<api.ListPriceChangeItemsQuery["priceChangeItems"]> {
    return (await this.#transport.execute(api.ListPriceChangeItemsDocument, variables, options)).priceChangeItems;
  }

  /** How far an import of products is, also while it runs. */
  async getProductImport(
    variables: api.GetProductImportQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetProductImportQuery["productImport"]> {
    return (await this.#transport.execute(api.GetProductImportDocument, variables, options)).productImport;
  }

  /** Imports of products, the latest first, a page at a time. */
  async listProductImports(
    variables: api.ListProductImportsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListProductImportsQuery["productImports"]> {
    return (await this.#transport.execute(api.ListProductImportsDocument, variables, options)).productImports;
  }

  /** What an import refused, by row, column and code; `reportUrl` has all of it as CSV. */
  async listProductImportProblems(
    variables: api.ListProductImportProblemsQueryVariables,
    options?: CallOptions,
  ): Promise<api.ListProductImportProblemsQuery["productImportProblems"]> {
    return (await this.#transport.execute(api.ListProductImportProblemsDocument, variables, options)).productImportProblems;
  }

  /** Lets an uploaded file be imported by a job, as soon as no other import is at work. */
  productImportStart(input: api.ProductImportStartInput, options?: CallOptions): Promise<Result<api.ProductImportFragment>> {
    return this.#transport.settle(
      api.ProductImportStartDocument,
      input,
      (data) => data.productImportStart,
      (payload) => payload.productImport,
      options,
    );
  }

  /** Ends an import with the batch that it is at; what was imported stays. */
  productImportCancel(input: api.ProductImportCancelInput, options?: CallOptions): Promise<Result<api.ProductImportFragment>> {
    return this.#transport.settle(
      api.ProductImportCancelDocument,
      input,
      (data) => data.productImportCancel,
      (payload) => payload.productImport,
      options,
    );
  }

  /** Lets an import that was stopped, cancelled or failed go on where it was. */
  productImportResume(input: api.ProductImportResumeInput, options?: CallOptions): Promise<Result<api.ProductImportFragment>> {
    return this.#transport.settle(
      api.ProductImportResumeDocument,
      input,
      (data) => data.productImportResume,
      (payload) => payload.productImport,
      options,
    );
  }

  /** How far an export is; `url` is where its file is downloaded, for a while. */
  async getProductExport(
    variables: api.GetProductExportQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetProductExportQuery["productExport"]> {
    return (await this.#transport.execute(api.GetProductExportDocument, variables, options)).productExport;
  }

  /** Exports of products, the latest first, a page at a time. */
  async listProductExports(
    variables: api.ListProductExportsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListProductExportsQuery["productExports"]> {
    return (await this.#transport.execute(api.ListProductExportsDocument, variables, options)).productExports;
  }

  /** Lets products be written to a file by a job. */
  productExportStart(input: api.ProductExportStartInput, options?: CallOptions): Promise<Result<api.ProductExportFragment>> {
    return this.#transport.settle(
      api.ProductExportStartDocument,
      input,
      (data) => data.productExportStart,
      (payload) => payload.productExport,
      options,
    );
  }

  /** Ends an export; there will be no file. */
  productExportCancel(input: api.ProductExportCancelInput, options?: CallOptions): Promise<Result<api.ProductExportFragment>> {
    return this.#transport.settle(
      api.ProductExportCancelDocument,
      input,
      (data) => data.productExportCancel,
      (payload) => payload.productExport,
      options,
    );
  }

  /** Deletes up to a thousand files that nothing uses; answers each row, `FILE_IN_USE` where something does. */
  filesBulkDelete(
    input: api.FilesBulkDeleteInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.FilesBulkDeleteMutation["filesBulkDelete"]["results"]>>> {
    return this.#transport.settle(
      api.FilesBulkDeleteDocument,
      input,
      (data) => data.filesBulkDelete,
      (payload) => payload.results,
      options,
    );
  }

  /** Announces a file, and says where its bytes are to be sent. */
  fileUploadCreate(
    input: api.FileUploadCreateInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.FileUploadCreateMutation["fileUploadCreate"]["upload"]>>> {
    return this.#transport.settle(
      api.FileUploadCreateDocument,
      input,
      (data) => data.fileUploadCreate,
      (payload) => payload.upload,
      options,
    );
  }

  /** Verifies the bytes that were sent, and makes the file usable. */
  fileUploadComplete(
    input: api.FileUploadCompleteInput,
    options?: CallOptions,
  ): Promise<Result<api.UploadedFileFragment>> {
    return this.#transport.settle(
      api.FileUploadCompleteDocument,
      input,
      (data) => data.fileUploadComplete,
      (payload) => payload.file,
      options,
    );
  }

  /** Makes a tax class; refused with `CODE_TAKEN` where there is one. */
  taxClassCreate(input: api.TaxClassCreateInput, options?: CallOptions): Promise<Result<api.TaxClassDetailFragment>> {
    return this.#transport.settle(
      api.TaxClassCreateDocument,
      input,
      (data) => data.taxClassCreate,
      (payload) => payload.taxClass,
      options,
    );
  }

  /** Changes what a tax class is called; its code stays. */
  taxClassUpdate(input: api.TaxClassUpdateInput, options?: CallOptions): Promise<Result<api.TaxClassDetailFragment>> {
    return this.#transport.settle(
      api.TaxClassUpdateDocument,
      input,
      (data) => data.taxClassUpdate,
      (payload) => payload.taxClass,
      options,
    );
  }

  /** Deletes a tax class; refused with `TAX_CLASS_IN_USE` while zones have rates of it. Answers its id. */
  taxClassDelete(input: api.TaxClassDeleteInput, options?: CallOptions): Promise<Result<string>> {
    return this.#transport.settle(
      api.TaxClassDeleteDocument,
      input,
      (data) => data.taxClassDelete,
      (payload) => payload.deletedId,
      options,
    );
  }

  /** Makes a tax zone with its rates, which counts at once. */
  taxZoneCreate(input: api.TaxZoneCreateInput, options?: CallOptions): Promise<Result<api.TaxZoneDetailFragment>> {
    return this.#transport.settle(
      api.TaxZoneCreateDocument,
      input,
      (data) => data.taxZoneCreate,
      (payload) => payload.taxZone,
      options,
    );
  }

  /** Changes what is given of a tax zone; given rates replace all that it has. */
  taxZoneUpdate(input: api.TaxZoneUpdateInput, options?: CallOptions): Promise<Result<api.TaxZoneDetailFragment>> {
    return this.#transport.settle(
      api.TaxZoneUpdateDocument,
      input,
      (data) => data.taxZoneUpdate,
      (payload) => payload.taxZone,
      options,
    );
  }

  /** Deletes a tax zone with its rates; orders keep what was charged. Answers its id. */
  taxZoneDelete(input: api.TaxZoneDeleteInput, options?: CallOptions): Promise<Result<string>> {
    return this.#transport.settle(
      api.TaxZoneDeleteDocument,
      input,
      (data) => data.taxZoneDelete,
      (payload) => payload.deletedId,
      options,
    );
  }

  /** Frees the buyers in a customer group from tax. */
  taxExemptionCreate(input: api.TaxExemptionCreateInput, options?: CallOptions): Promise<Result<api.TaxExemptionDetailFragment>> {
    return this.#transport.settle(
      api.TaxExemptionCreateDocument,
      input,
      (data) => data.taxExemptionCreate,
      (payload) => payload.taxExemption,
      options,
    );
  }

  /** Changes what is given of an exemption. */
  taxExemptionUpdate(input: api.TaxExemptionUpdateInput, options?: CallOptions): Promise<Result<api.TaxExemptionDetailFragment>> {
    return this.#transport.settle(
      api.TaxExemptionUpdateDocument,
      input,
      (data) => data.taxExemptionUpdate,
      (payload) => payload.taxExemption,
      options,
    );
  }

  /** Deletes an exemption. Answers its id. */
  taxExemptionDelete(input: api.TaxExemptionDeleteInput, options?: CallOptions): Promise<Result<string>> {
    return this.#transport.settle(
      api.TaxExemptionDeleteDocument,
      input,
      (data) => data.taxExemptionDelete,
      (payload) => payload.deletedId,
      options,
    );
  }

  /** Frees a cart from tax by the number of a certificate that staff have seen; an empty one takes that back. */
  cartTaxExemptionSet(
    input: api.CartTaxExemptionSetInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.CartTaxExemptionSetMutation["cartTaxExemptionSet"]["cart"]>>> {
    return this.#transport.settle(
      api.CartTaxExemptionSetDocument,
      input,
      (data) => data.cartTaxExemptionSet,
      (payload) => payload.cart,
      options,
    );
  }

  /** All tax classes by code. */
  async listTaxClasses(options?: CallOptions): Promise<api.ListTaxClassesQuery["taxClasses"]> {
    return (await this.#transport.execute(api.ListTaxClassesDocument, {}, options)).taxClasses;
  }

  /** Tax zones with their rates by code; `country` also finds those of everywhere. */
  async listTaxZones(
    variables: api.ListTaxZonesQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListTaxZonesQuery["taxZones"]> {
    return (await this.#transport.execute(api.ListTaxZonesDocument, variables, options)).taxZones;
  }

  /** A tax zone with its rates; null if there is none of that id. */
  async getTaxZone(
    variables: api.GetTaxZoneQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetTaxZoneQuery["taxZone"]> {
    return (await this.#transport.execute(api.GetTaxZoneDocument, variables, options)).taxZone;
  }

  /** All exemptions, in the order in which they were made. */
  async listTaxExemptions(options?: CallOptions): Promise<api.ListTaxExemptionsQuery["taxExemptions"]> {
    return (await this.#transport.execute(api.ListTaxExemptionsDocument, {}, options)).taxExemptions;
  }

  /** Which taxes a class of goods bears at an address now, and the zones that they come from. */
  async previewTaxes(
    variables: api.PreviewTaxesQueryVariables,
    options?: CallOptions,
  ): Promise<api.PreviewTaxesQuery["taxPreview"]> {
    return (await this.#transport.execute(api.PreviewTaxesDocument, variables, options)).taxPreview;
  }

  /** Makes a delivery zone, for methods to have rates for. */
  deliveryZoneCreate(
    input: api.DeliveryZoneCreateInput,
    options?: CallOptions,
  ): Promise<Result<api.DeliveryZoneDetailFragment>> {
    return this.#transport.settle(
      api.DeliveryZoneCreateDocument,
      input,
      (data) => data.deliveryZoneCreate,
      (payload) => payload.deliveryZone,
      options,
    );
  }

  /** Changes what is given of a delivery zone. */
  deliveryZoneUpdate(
    input: api.DeliveryZoneUpdateInput,
    options?: CallOptions,
  ): Promise<Result<api.DeliveryZoneDetailFragment>> {
    return this.#transport.settle(
      api.DeliveryZoneUpdateDocument,
      input,
      (data) => data.deliveryZoneUpdate,
      (payload) => payload.deliveryZone,
      options,
    );
  }

  /** Deletes a delivery zone; refused with `DELIVERY_ZONE_IN_USE` while methods have rates for it. Answers its id. */
  deliveryZoneDelete(
    input: api.DeliveryZoneDeleteInput,
    options?: CallOptions,
  ): Promise<Result<string>> {
    return this.#transport.settle(
      api.DeliveryZoneDeleteDocument,
      input,
      (data) => data.deliveryZoneDelete,
      (payload) => payload.deletedId,
      options,
    );
  }

  /** Makes a way to deliver with its rates; from the first active one of a channel on its flat rates end. */
  deliveryMethodCreate(
    input: api.DeliveryMethodCreateInput,
    options?: CallOptions,
  ): Promise<Result<api.DeliveryMethodDetailFragment>> {
    return this.#transport.settle(
      api.DeliveryMethodCreateDocument,
      input,
      (data) => data.deliveryMethodCreate,
      (payload) => payload.deliveryMethod,
      options,
    );
  }

  /** Changes what is given of a way to deliver; given rates replace all that it has. */
  deliveryMethodUpdate(
    input: api.DeliveryMethodUpdateInput,
    options?: CallOptions,
  ): Promise<Result<api.DeliveryMethodDetailFragment>> {
    return this.#transport.settle(
      api.DeliveryMethodUpdateDocument,
      input,
      (data) => data.deliveryMethodUpdate,
      (payload) => payload.deliveryMethod,
      options,
    );
  }

  /** Deletes a way to deliver; carts that chose it have to choose anew. Answers its id. */
  deliveryMethodDelete(
    input: api.DeliveryMethodDeleteInput,
    options?: CallOptions,
  ): Promise<Result<string>> {
    return this.#transport.settle(
      api.DeliveryMethodDeleteDocument,
      input,
      (data) => data.deliveryMethodDelete,
      (payload) => payload.deletedId,
      options,
    );
  }

  /** Delivery zones by code; `country` also finds those of everywhere. */
  async listDeliveryZones(
    variables: api.ListDeliveryZonesQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListDeliveryZonesQuery["deliveryZones"]> {
    return (await this.#transport.execute(api.ListDeliveryZonesDocument, variables, options)).deliveryZones;
  }

  /** A delivery zone; null if there is none of that id. */
  async getDeliveryZone(
    variables: api.GetDeliveryZoneQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetDeliveryZoneQuery["deliveryZone"]> {
    return (await this.#transport.execute(api.GetDeliveryZoneDocument, variables, options)).deliveryZone;
  }

  /** Ways to deliver with their rates, in the order in which they are offered. */
  async listDeliveryMethods(
    variables: api.ListDeliveryMethodsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListDeliveryMethodsQuery["deliveryMethods"]> {
    return (await this.#transport.execute(api.ListDeliveryMethodsDocument, variables, options)).deliveryMethods;
  }

  /** A way to deliver with its rates; null if there is none of that id. */
  async getDeliveryMethod(
    variables: api.GetDeliveryMethodQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetDeliveryMethodQuery["deliveryMethod"]> {
    return (await this.#transport.execute(api.GetDeliveryMethodDocument, variables, options)).deliveryMethod;
  }

  /** Orders that somebody has to look at, the most unusual first, a page at a time; open ones unless you say otherwise. */
  async listOrderCases(
    variables: api.ListOrderCasesQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListOrderCasesQuery["orderCases"]> {
    return (await this.#transport.execute(api.ListOrderCasesDocument, variables, options)).orderCases;
  }

  /** A case with its order and what happened to it; null if there is none of that id. */
  async getOrderCase(
    variables: api.GetOrderCaseQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetOrderCaseQuery["orderCase"]> {
    return (await this.#transport.execute(api.GetOrderCaseDocument, variables, options)).orderCase;
  }

  /** The rules that watch orders, as they are set for a channel or for all, and how often they spoke. */
  async listConcernRules(
    variables: api.ListConcernRulesQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListConcernRulesQuery["concernRules"]> {
    return (await this.#transport.execute(api.ListConcernRulesDocument, variables, options)).concernRules;
  }

  /** Says who looks at a case, that somebody does, or notes something. */
  orderCaseUpdate(
    input: api.OrderCaseUpdateInput,
    options?: CallOptions,
  ): Promise<Result<OrderCase>> {
    return this.#transport.settle(
      api.OrderCaseUpdateDocument,
      input,
      (data) => data.orderCaseUpdate,
      (payload) => payload.case,
      options,
    );
  }

  /** Lets an order that is held be captured and sent; its case stays open. */
  orderCaseRelease(
    input: api.OrderCaseReleaseInput,
    options?: CallOptions,
  ): Promise<Result<OrderCase>> {
    return this.#transport.settle(
      api.OrderCaseReleaseDocument,
      input,
      (data) => data.orderCaseRelease,
      (payload) => payload.case,
      options,
    );
  }

  /** Closes up to 100 cases, with an answer for each; what is held is released. */
  orderCasesResolve(
    input: api.OrderCasesResolveInput,
    options?: CallOptions,
  ): Promise<Result<OrderCaseResults>> {
    return this.#transport.settle(
      api.OrderCasesResolveDocument,
      input,
      (data) => data.orderCasesResolve,
      (payload) => payload.results,
      options,
    );
  }

  /** Asks the provider about an undecided payment: the order is placed if it was paid. */
  orderCaseRetry(
    input: api.OrderCaseRetryInput,
    options?: CallOptions,
  ): Promise<Result<OrderCase>> {
    return this.#transport.settle(
      api.OrderCaseRetryDocument,
      input,
      (data) => data.orderCaseRetry,
      (payload) => payload.case,
      options,
    );
  }

  /** Gives an undecided payment back and opens its cart again. */
  orderCaseGiveBack(
    input: api.OrderCaseGiveBackInput,
    options?: CallOptions,
  ): Promise<Result<OrderCase>> {
    return this.#transport.settle(
      api.OrderCaseGiveBackDocument,
      input,
      (data) => data.orderCaseGiveBack,
      (payload) => payload.case,
      options,
    );
  }

  /** Sets a rule that watches orders, for a channel or for all others. */
  concernRuleSet(
    input: api.ConcernRuleSetInput,
    options?: CallOptions,
  ): Promise<Result<ConcernRule>> {
    return this.#transport.settle(
      api.ConcernRuleSetDocument,
      input,
      (data) => data.concernRuleSet,
      (payload) => payload.rule,
      options,
    );
  }

  /** Forgets what staff have set of a rule. */
  concernRuleReset(
    input: api.ConcernRuleResetInput,
    options?: CallOptions,
  ): Promise<Result<ConcernRule>> {
    return this.#transport.settle(
      api.ConcernRuleResetDocument,
      input,
      (data) => data.concernRuleReset,
      (payload) => payload.rule,
      options,
    );
  }

  /** An export of orders: how far it is, and where its file is; null if there is none of that id. */
  async getOrderExport(
    variables: api.GetOrderExportQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetOrderExportQuery["orderExport"]> {
    return (await this.#transport.execute(api.GetOrderExportDocument, variables, options)).orderExport;
  }

  /** Exports of orders, the newest first, a page at a time. */
  async listOrderExports(
    variables: api.ListOrderExportsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListOrderExportsQuery["orderExports"]> {
    return (await this.#transport.execute(api.ListOrderExportsDocument, variables, options)).orderExports;
  }

  /** Lets orders be written to a file by a job: as `listOrders` finds them, the oldest first. */
  orderExportStart(
    input: api.OrderExportStartInput,
    options?: CallOptions,
  ): Promise<Result<OrderExport>> {
    return this.#transport.settle(
      api.OrderExportStartDocument,
      input,
      (data) => data.orderExportStart,
      (payload) => payload.export,
      options,
    );
  }

  /** Ends an export of orders; there will be no file. */
  orderExportCancel(
    input: api.OrderExportCancelInput,
    options?: CallOptions,
  ): Promise<Result<OrderExport>> {
    return this.#transport.settle(
      api.OrderExportCancelDocument,
      input,
      (data) => data.orderExportCancel,
      (payload) => payload.export,
      options,
    );
  }

  /** Orders of which something can be packed, the oldest promise first, a page at a time. */
  async listOrdersToShip(
    variables: api.ListOrdersToShipQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListOrdersToShipQuery["ordersToShip"]> {
    return (await this.#transport.execute(api.ListOrdersToShipDocument, variables, options)).ordersToShip;
  }

  /** Parcels, the youngest first, a page at a time. */
  async listShipments(
    variables: api.ListShipmentsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListShipmentsQuery["shipments"]> {
    return (await this.#transport.execute(api.ListShipmentsDocument, variables, options)).shipments;
  }

  /** Who carries parcels, as the settings say. */
  async listShipmentCarriers(
    variables: api.ListShipmentCarriersQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListShipmentCarriersQuery["shipmentCarriers"]> {
    return (await this.#transport.execute(api.ListShipmentCarriersDocument, variables, options)).shipmentCarriers;
  }

  /** A parcel with all that a packing slip needs; null if there is none. */
  async getPackingSlip(
    variables: api.GetPackingSlipQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetPackingSlipQuery["shipment"]> {
    return (await this.#transport.execute(api.GetPackingSlipDocument, variables, options)).shipment;
  }

  /** Makes up a parcel of what an order has in a warehouse; with `ship` it leaves at once. */
  shipmentCreate(input: api.ShipmentCreateInput, options?: CallOptions): Promise<Result<api.ShipmentFragment>> {
    return this.#transport.settle(
      api.ShipmentCreateDocument,
      input,
      (data) => data.shipmentCreate,
      (payload) => payload.shipment,
      options,
    );
  }

  /** Lets a parcel leave; again, it changes nothing. */
  shipmentShip(input: api.ShipmentShipInput, options?: CallOptions): Promise<Result<api.ShipmentFragment>> {
    return this.#transport.settle(
      api.ShipmentShipDocument,
      input,
      (data) => data.shipmentShip,
      (payload) => payload.shipment,
      options,
    );
  }

  /** Lets up to 200 parcels leave; each has an answer of its own. */
  shipmentBulkShip(
    input: api.ShipmentBulkShipInput,
    options?: CallOptions,
  ): Promise<Result<NonNullable<api.ShipmentBulkShipMutation["shipmentBulkShip"]["results"]>>> {
    return this.#transport.settle(
      api.ShipmentBulkShipDocument,
      input,
      (data) => data.shipmentBulkShip,
      (payload) => payload.results,
      options,
    );
  }

  /** Replaces the numbers under which a parcel is known. */
  shipmentTrackingSet(input: api.ShipmentTrackingSetInput, options?: CallOptions): Promise<Result<api.ShipmentFragment>> {
    return this.#transport.settle(
      api.ShipmentTrackingSetDocument,
      input,
      (data) => data.shipmentTrackingSet,
      (payload) => payload.shipment,
      options,
    );
  }

  /** Notes that a parcel arrived. */
  shipmentDeliver(input: api.ShipmentDeliverInput, options?: CallOptions): Promise<Result<api.ShipmentFragment>> {
    return this.#transport.settle(
      api.ShipmentDeliverDocument,
      input,
      (data) => data.shipmentDeliver,
      (payload) => payload.shipment,
      options,
    );
  }

  /** Notes that a parcel that left did not arrive. */
  shipmentLose(input: api.ShipmentLoseInput, options?: CallOptions): Promise<Result<api.ShipmentFragment>> {
    return this.#transport.settle(
      api.ShipmentLoseDocument,
      input,
      (data) => data.shipmentLose,
      (payload) => payload.shipment,
      options,
    );
  }

  /** Unpacks a parcel that has not left; its pieces stay the order's. */
  shipmentCancel(input: api.ShipmentCancelInput, options?: CallOptions): Promise<Result<api.ShipmentFragment>> {
    return this.#transport.settle(
      api.ShipmentCancelDocument,
      input,
      (data) => data.shipmentCancel,
      (payload) => payload.shipment,
      options,
    );
  }

  /** Transfers between warehouses, the youngest first, a page at a time. */
  async listStockTransfers(
    variables: api.ListStockTransfersQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListStockTransfersQuery["stockTransfers"]> {
    return (await this.#transport.execute(api.ListStockTransfersDocument, variables, options)).stockTransfers;
  }

  /** Makes a warehouse, with nothing in it. */
  warehouseCreate(input: api.WarehouseCreateInput, options?: CallOptions): Promise<Result<api.WarehouseFragment>> {
    return this.#transport.settle(
      api.WarehouseCreateDocument,
      input,
      (data) => data.warehouseCreate,
      (payload) => payload.warehouse,
      options,
    );
  }

  /** Changes what is given of a warehouse. */
  warehouseUpdate(input: api.WarehouseUpdateInput, options?: CallOptions): Promise<Result<api.WarehouseFragment>> {
    return this.#transport.settle(
      api.WarehouseUpdateDocument,
      input,
      (data) => data.warehouseUpdate,
      (payload) => payload.warehouse,
      options,
    );
  }

  /** Deletes a warehouse in which nothing ever was; returns its id. */
  warehouseDelete(input: api.WarehouseDeleteInput, options?: CallOptions): Promise<Result<string>> {
    return this.#transport.settle(
      api.WarehouseDeleteDocument,
      input,
      (data) => data.warehouseDelete,
      (payload) => payload.deletedId,
      options,
    );
  }

  /** Sends pieces that no order took to another warehouse. */
  stockTransferCreate(input: api.StockTransferCreateInput, options?: CallOptions): Promise<Result<api.StockTransferFragment>> {
    return this.#transport.settle(
      api.StockTransferCreateDocument,
      input,
      (data) => data.stockTransferCreate,
      (payload) => payload.transfer,
      options,
    );
  }

  /** Takes in what arrived of a transfer. */
  stockTransferReceive(input: api.StockTransferReceiveInput, options?: CallOptions): Promise<Result<api.StockTransferFragment>> {
    return this.#transport.settle(
      api.StockTransferReceiveDocument,
      input,
      (data) => data.stockTransferReceive,
      (payload) => payload.transfer,
      options,
    );
  }

  /** Ends a transfer: what is on its way goes back, or is lost. */
  stockTransferEnd(input: api.StockTransferEndInput, options?: CallOptions): Promise<Result<api.StockTransferFragment>> {
    return this.#transport.settle(
      api.StockTransferEndDocument,
      input,
      (data) => data.stockTransferEnd,
      (payload) => payload.transfer,
      options,
    );
  }

  /** Takes pieces of an order out of another warehouse; returns all of the order's. */
  allocationMove(input: api.AllocationMoveInput, options?: CallOptions): Promise<Result<NonNullable<api.AllocationMoveMutation["allocationMove"]["allocations"]>>> {
    return this.#transport.settle(
      api.AllocationMoveDocument,
      input,
      (data) => data.allocationMove,
      (payload) => payload.allocations,
      options,
    );
  }

  /** Returns, the youngest first, a page at a time. */
  async listOrderReturns(
    variables: api.ListOrderReturnsQueryVariables = {},
    options?: CallOptions,
  ): Promise<api.ListOrderReturnsQuery["orderReturns"]> {
    return (await this.#transport.execute(api.ListOrderReturnsDocument, variables, options)).orderReturns;
  }

  /** The parcels and returns of an order by id or number. */
  async getOrderParcels(
    variables: api.GetOrderParcelsQueryVariables,
    options?: CallOptions,
  ): Promise<api.GetOrderParcelsQuery["order"]> {
    return (await this.#transport.execute(api.GetOrderParcelsDocument, variables, options)).order;
  }

  /** Notes that pieces that left are to come back. */
  orderReturnCreate(input: api.OrderReturnCreateInput, options?: CallOptions): Promise<Result<api.OrderReturnFragment>> {
    return this.#transport.settle(
      api.OrderReturnCreateDocument,
      input,
      (data) => data.orderReturnCreate,
      (payload) => payload.orderReturn,
      options,
    );
  }

  /** Agrees to a return that a buyer asked for. */
  orderReturnApprove(input: api.OrderReturnApproveInput, options?: CallOptions): Promise<Result<api.OrderReturnFragment>> {
    return this.#transport.settle(
      api.OrderReturnApproveDocument,
      input,
      (data) => data.orderReturnApprove,
      (payload) => payload.orderReturn,
      options,
    );
  }

  /** Does not take a return. */
  orderReturnRefuse(input: api.OrderReturnRefuseInput, options?: CallOptions): Promise<Result<api.OrderReturnFragment>> {
    return this.#transport.settle(
      api.OrderReturnRefuseDocument,
      input,
      (data) => data.orderReturnRefuse,
      (payload) => payload.orderReturn,
      options,
    );
  }

  /** Takes in what came back: into stock, as damaged, or thrown away. */
  orderReturnReceive(input: api.OrderReturnReceiveInput, options?: CallOptions): Promise<Result<api.OrderReturnFragment>> {
    return this.#transport.settle(
      api.OrderReturnReceiveDocument,
      input,
      (data) => data.orderReturnReceive,
      (payload) => payload.orderReturn,
      options,
    );
  }

  /** Says that nothing more is to be done for a return. */
  orderReturnClose(input: api.OrderReturnCloseInput, options?: CallOptions): Promise<Result<api.OrderReturnFragment>> {
    return this.#transport.settle(
      api.OrderReturnCloseDocument,
      input,
      (data) => data.orderReturnClose,
      (payload) => payload.orderReturn,
      options,
    );
  }
}
