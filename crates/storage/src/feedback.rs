//! Messages from citizens.

use jiff::civil::Date;
use nep_domain::{
    access::Scope,
    feedback::{Feedback, FeedbackState, Outcome, Sender},
    ids::{AccountId, FeedbackId, Id, UnitId},
    text,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

use crate::{
    convert::{date, day, instant, key, stamp},
    error::{StoreError, StoreResult},
    store::{Page, ReadTx, WriteTx},
};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "feedback")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub root_id: Uuid,
        pub unit_id: Uuid,
        pub code: String,
        pub subject_kind: String,
        pub sender_name: String,
        pub sender_address: String,
        pub sender_contact: String,
        pub content: String,
        pub search: String,
        pub received_at: ChronoDateTimeUtc,
        pub due_on: ChronoDate,
        pub state: String,
        pub answer: Option<String>,
        pub answered_at: Option<ChronoDateTimeUtc>,
        pub answered_by: Option<Uuid>,
        pub published: bool,
        pub request_key: Option<String>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Which messages a list shows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FeedbackFilter {
    /// The units in reach.
    pub scope: Scope,
    /// Only this state.
    pub state: Option<FeedbackState>,
    /// Only those that somebody still has to settle; these come first due, first shown.
    pub open: bool,
    /// Only open ones whose due day lies before this day.
    pub due_before: Option<Date>,
    /// Only those with these words in code, name or content, without accents.
    pub words: Option<String>,
}

fn to_feedback(row: row::Model) -> StoreResult<Feedback> {
    let outcome = match (row.answer, row.answered_at) {
        (Some(text), Some(at)) => {
            Some(Outcome { text, at: instant(at), by: row.answered_by.map(AccountId::from_uuid) })
        }
        _ => None,
    };
    Ok(Feedback {
        id: FeedbackId::from_uuid(row.id),
        root: UnitId::from_uuid(row.root_id),
        unit: UnitId::from_uuid(row.unit_id),
        code: key(&row.code, "feedback", "code", row.id)?,
        subject: key(&row.subject_kind, "feedback", "subject_kind", row.id)?,
        sender: Sender {
            name: row.sender_name,
            address: row.sender_address,
            contact: key(&row.sender_contact, "feedback", "sender_contact", row.id)?,
        },
        content: row.content,
        received_at: instant(row.received_at),
        due_on: date(row.due_on),
        state: key(&row.state, "feedback", "state", row.id)?,
        outcome,
        published: row.published,
        version: row.version,
    })
}

/// Stores a new message.
///
/// # Errors
/// `Conflict("feedback(request_key)")` when the same form was stored before, `Conflict("feedback(code)")` when the
/// code is taken.
pub async fn insert(
    tx: &WriteTx,
    feedback: &Feedback,
    request_key: Option<&str>,
) -> StoreResult<()> {
    let (sender, outcome) = (&feedback.sender, feedback.outcome.as_ref());
    let row = row::ActiveModel {
        id: Set(feedback.id.uuid()),
        root_id: Set(feedback.root.uuid()),
        unit_id: Set(feedback.unit.uuid()),
        code: Set(feedback.code.to_string()),
        subject_kind: Set(feedback.subject.key().to_owned()),
        sender_name: Set(sender.name.clone()),
        sender_address: Set(sender.address.clone()),
        sender_contact: Set(sender.contact.to_string()),
        content: Set(feedback.content.clone()),
        search: Set(text::fold(&format!("{} {} {}", feedback.code, sender.name, feedback.content))),
        received_at: Set(stamp(feedback.received_at)),
        due_on: Set(day(feedback.due_on)),
        state: Set(feedback.state.key().to_owned()),
        answer: Set(outcome.map(|o| o.text.clone())),
        answered_at: Set(outcome.map(|o| stamp(o.at))),
        answered_by: Set(outcome.and_then(|o| o.by).map(Id::uuid)),
        published: Set(feedback.published),
        request_key: Set(request_key.map(str::to_owned)),
        version: Set(feedback.version),
    };
    row::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Saves who has it and how it was settled; the version must be the stored one and grows by one.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved it first.
pub async fn update(tx: &WriteTx, feedback: &Feedback) -> StoreResult<()> {
    let outcome = feedback.outcome.as_ref();
    let done = row::Entity::update_many()
        .col_expr(row::Column::UnitId, Expr::value(feedback.unit.uuid()))
        .col_expr(row::Column::State, Expr::value(feedback.state.key()))
        .col_expr(row::Column::Answer, Expr::value(outcome.map(|o| o.text.clone())))
        .col_expr(row::Column::AnsweredAt, Expr::value(outcome.map(|o| stamp(o.at))))
        .col_expr(row::Column::AnsweredBy, Expr::value(outcome.and_then(|o| o.by).map(Id::uuid)))
        .col_expr(row::Column::Published, Expr::value(feedback.published))
        .col_expr(row::Column::Version, Expr::value(feedback.version + 1))
        .filter(row::Column::Id.eq(feedback.id.uuid()))
        .filter(row::Column::Version.eq(feedback.version))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// A message by id.
pub async fn by_id(tx: &ReadTx, id: FeedbackId) -> StoreResult<Option<Feedback>> {
    row::Entity::find_by_id(id.uuid()).one(tx.db()).await?.map(to_feedback).transpose()
}

/// A message by its code.
pub async fn by_code(tx: &ReadTx, code: &str) -> StoreResult<Option<Feedback>> {
    let query = row::Entity::find().filter(row::Column::Code.eq(code));
    query.one(tx.db()).await?.map(to_feedback).transpose()
}

/// The message that a form stored before, by the form's key.
pub async fn by_request_key(tx: &ReadTx, request_key: &str) -> StoreResult<Option<Feedback>> {
    let query = row::Entity::find().filter(row::Column::RequestKey.eq(request_key));
    query.one(tx.db()).await?.map(to_feedback).transpose()
}

/// Lists messages: open ones by due day, else the newest first.
pub async fn list(tx: &ReadTx, filter: &FeedbackFilter, page: Page) -> StoreResult<Vec<Feedback>> {
    let query = row::Entity::find().filter(condition(filter));
    let query = if filter.open
        || filter.due_before.is_some()
        || filter.state.is_some_and(FeedbackState::is_open)
    {
        query.order_by_asc(row::Column::DueOn).order_by_asc(row::Column::Id)
    } else {
        query.order_by_desc(row::Column::ReceivedAt).order_by_desc(row::Column::Id)
    };
    let rows = query.offset(page.offset).limit(page.limit).all(tx.db()).await?;
    rows.into_iter().map(to_feedback).collect()
}

/// How many messages a list has.
pub async fn count(tx: &ReadTx, filter: &FeedbackFilter) -> StoreResult<u64> {
    Ok(row::Entity::find().filter(condition(filter)).count(tx.db()).await?)
}

/// Answers of a body that stand on its public page, newest first.
pub async fn published(tx: &ReadTx, root: UnitId, limit: u64) -> StoreResult<Vec<Feedback>> {
    let rows = row::Entity::find()
        .filter(row::Column::RootId.eq(root.uuid()))
        .filter(row::Column::Published.eq(true))
        .filter(row::Column::State.eq(FeedbackState::Answered.key()))
        .order_by_desc(row::Column::AnsweredAt)
        .limit(limit)
        .all(tx.db())
        .await?;
    rows.into_iter().map(to_feedback).collect()
}

fn condition(filter: &FeedbackFilter) -> Condition {
    let open = || FeedbackState::ALL.iter().filter(|s| s.is_open()).map(|s| s.key());
    let mut all = Condition::all().add(
        Condition::any()
            .add(row::Column::RootId.is_in(filter.scope.bodies.iter().map(|u| u.uuid())))
            .add(row::Column::UnitId.is_in(filter.scope.units.iter().map(|u| u.uuid()))),
    );
    if let Some(state) = filter.state {
        all = all.add(row::Column::State.eq(state.key()));
    }
    if filter.open || filter.due_before.is_some() {
        all = all.add(row::Column::State.is_in(open()));
    }
    if let Some(day_after) = filter.due_before {
        all = all.add(row::Column::DueOn.lt(day(day_after)));
    }
    let words = filter.words.as_deref().map(text::fold).unwrap_or_default();
    for word in words.split(' ').filter(|w| !w.is_empty()) {
        all = all.add(row::Column::Search.contains(word));
    }
    all
}
