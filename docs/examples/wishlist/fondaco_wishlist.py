"""A wish list: buyers keep products for later; a wish that nobody renews is forgotten after a year."""

from datetime import timedelta

from fondaco import ANYONE, ID, Cron, Entity, GraphQL, Info, Job, JobContext, Plugin, SchemaPart, Subscriber, UnitOfWork
from fondaco.commerce.events import OrderPlaced
from piccolo.columns import UUID, Timestamptz
from piccolo.constraints import Unique
from piccolo.table import Table

shop = SchemaPart()


class Wish(Table, schema="wishlist"):
    session = UUID(default=None, null=False)
    product = UUID(default=None, null=False)
    wished_at = Timestamptz(default=None, null=False)
    once = Unique([session, product])


@shop.query(type="list[Product]", permission=ANYONE)
async def wishlist(info: Info) -> list[Entity]:
    """What this buyer keeps for later, the oldest wish first."""
    mine = Wish.select(Wish.product).where(Wish.session == info.context.principal.session)
    ids = await mine.order_by(Wish.wished_at).output(as_list=True)
    return [product for product in await info.context.load_nodes("Product", ids) if product is not None]


@shop.extend("Product", type=bool)
async def is_wished(products: list[Entity], info: Info) -> list[bool]:
    """Whether this buyer keeps it for later."""
    ids = await Wish.select(Wish.product).where(Wish.session == info.context.principal.session).output(as_list=True)
    return [product.id in ids for product in products]


@shop.mutation(returns={"added": bool}, permission=ANYONE)
async def wishlist_add(uow: UnitOfWork, info: Info, product_id: ID) -> bool:
    """Keeps a product for later; says whether it is new on the list."""
    product = await info.context.load_node("Product", product_id)
    wish = Wish(session=info.context.ensure_session(), product=product.id, wished_at=uow.now)
    return bool(await Wish.insert(wish).on_conflict((Wish.session, Wish.product), "DO NOTHING"))


async def renew_wishes(uow: UnitOfWork, event: OrderPlaced) -> None:
    await Wish.update({Wish.wished_at: uow.now}).where(Wish.session == event.session)


async def forget_wishes(job: JobContext) -> None:
    async with job.unit_of_work() as uow:
        await Wish.delete().where(Wish.wished_at < uow.now - timedelta(days=365))


class Wishlist(Plugin):
    name = "wishlist"
    requires = {"catalog": ">=0.1"}
    tables = (Wish,)
    graphql = GraphQL(shop=(shop,))
    subscribers = (Subscriber(OrderPlaced, renew_wishes),)
    jobs = (Job(run=forget_wishes, cron=Cron(hour={3})),)
