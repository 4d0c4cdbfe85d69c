//! Letters to citizens.

use jiff::Timestamp;
use nep_domain::{
    access::Scope,
    ids::{AccountId, DossierId, Id, LetterId, UnitId},
    letters::{Letter, LetterKind, LetterState},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    convert::{date, day, instant, key, stamp},
    error::{StoreError, StoreResult},
    store::{Page, ReadTx, WriteTx},
};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "letter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub root_id: Uuid,
        pub unit_id: Uuid,
        pub dossier_id: Option<Uuid>,
        pub kind: String,
        pub state: String,
        pub recipient: String,
        pub reason: String,
        pub old_due_at: Option<ChronoDateTimeUtc>,
        pub new_due_at: Option<ChronoDateTimeUtc>,
        pub send_by: Option<ChronoDate>,
        pub drafted_at: ChronoDateTimeUtc,
        pub number: Option<String>,
        pub signed_at: Option<ChronoDateTimeUtc>,
        pub signed_by: Option<Uuid>,
        pub signer_name: Option<String>,
        pub signer_post: Option<String>,
        pub issuer_unit_id: Option<Uuid>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Which letters a list shows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LetterFilter {
    /// The units in reach.
    pub scope: Scope,
    /// Only this state.
    pub state: Option<LetterState>,
    /// Only this kind.
    pub kind: Option<LetterKind>,
}

fn to_letter(row: row::Model) -> StoreResult<Letter> {
    Ok(Letter {
        id: LetterId::from_uuid(row.id),
        root: UnitId::from_uuid(row.root_id),
        unit: UnitId::from_uuid(row.unit_id),
        dossier: row.dossier_id.map(DossierId::from_uuid),
        kind: key(&row.kind, "letter", "kind", row.id)?,
        state: key(&row.state, "letter", "state", row.id)?,
        recipient: row.recipient,
        reason: row.reason,
        old_due_at: row.old_due_at.map(instant),
        new_due_at: row.new_due_at.map(instant),
        send_by: row.send_by.map(date),
        drafted_at: instant(row.drafted_at),
        number: row.number,
        signed_at: row.signed_at.map(instant),
        signed_by: row.signed_by.map(AccountId::from_uuid),
        signer_name: row.signer_name,
        signer_post: row.signer_post.iter().flat_map(|p| p.lines()).map(str::to_owned).collect(),
        issuer: row.issuer_unit_id.map(UnitId::from_uuid),
        version: row.version,
    })
}

fn to_row(letter: &Letter) -> row::Model {
    row::Model {
        id: letter.id.uuid(),
        root_id: letter.root.uuid(),
        unit_id: letter.unit.uuid(),
        dossier_id: letter.dossier.map(Id::uuid),
        kind: letter.kind.key().to_owned(),
        state: letter.state.key().to_owned(),
        recipient: letter.recipient.clone(),
        reason: letter.reason.clone(),
        old_due_at: letter.old_due_at.map(stamp),
        new_due_at: letter.new_due_at.map(stamp),
        send_by: letter.send_by.map(day),
        drafted_at: stamp(letter.drafted_at),
        number: letter.number.clone(),
        signed_at: letter.signed_at.map(stamp),
        signed_by: letter.signed_by.map(Id::uuid),
        signer_name: letter.signer_name.clone(),
        signer_post: (!letter.signer_post.is_empty()).then(|| letter.signer_post.join("\n")),
        issuer_unit_id: letter.issuer.map(Id::uuid),
        version: letter.version,
    }
}

/// Stores a new letter.
///
/// # Errors
/// `Conflict("letter(dossier_id,kind)")` when the dossier has a letter of that kind.
pub async fn insert(tx: &WriteTx, letter: &Letter) -> StoreResult<()> {
    row::Entity::insert(to_row(letter).into_active_model()).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Saves an edited or signed letter; its version must be the stored one and grows by one.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved it first.
pub async fn update(tx: &WriteTx, letter: &Letter) -> StoreResult<()> {
    let mut row = to_row(letter).into_active_model().reset_all();
    row.version = Set(letter.version + 1);
    let done = row::Entity::update_many()
        .set(row)
        .filter(row::Column::Id.eq(letter.id.uuid()))
        .filter(row::Column::Version.eq(letter.version))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Removes the unsigned letters of a dossier: what they announce will not happen.
pub async fn delete_drafts(tx: &WriteTx, dossier: DossierId, kind: LetterKind) -> StoreResult<u64> {
    let done = row::Entity::delete_many()
        .filter(row::Column::DossierId.eq(dossier.uuid()))
        .filter(row::Column::Kind.eq(kind.key()))
        .filter(row::Column::State.eq(LetterState::Draft.key()))
        .exec(tx.db())
        .await?;
    Ok(done.rows_affected)
}

/// A letter by id.
pub async fn by_id(tx: &ReadTx, id: LetterId) -> StoreResult<Option<Letter>> {
    row::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_letter).transpose()
}

/// The letters about a dossier, oldest first.
pub async fn of_dossier(tx: &ReadTx, dossier: DossierId) -> StoreResult<Vec<Letter>> {
    let rows = row::Entity::find()
        .filter(row::Column::DossierId.eq(dossier.uuid()))
        .order_by_asc(row::Column::DraftedAt)
        .all(tx.db())
        .await?;
    rows.into_iter().map(to_letter).collect()
}

/// Unsigned apologies of a body whose new date lies before an instant.
pub async fn passed_drafts(
    tx: &ReadTx,
    root: UnitId,
    before: Timestamp,
) -> StoreResult<Vec<Letter>> {
    let rows = row::Entity::find()
        .filter(row::Column::RootId.eq(root.uuid()))
        .filter(row::Column::Kind.eq(LetterKind::Apology.key()))
        .filter(row::Column::State.eq(LetterState::Draft.key()))
        .filter(row::Column::NewDueAt.lt(stamp(before)))
        .all(tx.db())
        .await?;
    rows.into_iter().map(to_letter).collect()
}

/// How many letters a unit signed from one instant to before another; the next number of the year is one more.
pub async fn signed_count(
    tx: &ReadTx,
    unit: UnitId,
    from: Timestamp,
    before: Timestamp,
) -> StoreResult<u64> {
    let query = row::Entity::find()
        .filter(row::Column::IssuerUnitId.eq(unit.uuid()))
        .filter(row::Column::SignedAt.gte(stamp(from)))
        .filter(row::Column::SignedAt.lt(stamp(before)));
    Ok(query.count(tx.db()).await?)
}

/// Letters of a filter: drafts by the day they must be out, signed ones newest first.
pub async fn list(tx: &ReadTx, filter: &LetterFilter, page: Page) -> StoreResult<Vec<Letter>> {
    let reach = Condition::any()
        .add(row::Column::RootId.is_in(filter.scope.bodies.iter().map(|u| u.uuid())))
        .add(row::Column::UnitId.is_in(filter.scope.units.iter().map(|u| u.uuid())));
    let mut query = row::Entity::find().filter(reach);
    if let Some(state) = filter.state {
        query = query.filter(row::Column::State.eq(state.key()));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(row::Column::Kind.eq(kind.key()));
    }
    query = match filter.state {
        Some(LetterState::Draft) => {
            query.order_by_asc(row::Column::SendBy).order_by_asc(row::Column::Id)
        }
        _ => query.order_by_desc(row::Column::DraftedAt).order_by_desc(row::Column::Id),
    };
    let rows = query.offset(page.offset).limit(page.limit).all(tx.db()).await?;
    rows.into_iter().map(to_letter).collect()
}
