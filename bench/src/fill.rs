//! Fills a database: one body of 4,000 units, 20,000 people, a catalogue of procedures, a million dossiers.

use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::{SignedDuration, Timestamp, civil::date};
use nep_app::{
    Actor, Ctx, Services,
    access::{self, NewAccount},
};
use nep_calendar::Term;
use nep_domain::{
    access::Role,
    ids::{AssignmentId, DossierId, Id, PersonId, ProcedureId, StepId, UnitId, UnitVersionId},
    one_stop::{Applicant, Dossier, DossierResult, DossierState, Procedure},
    org::{Unit, UnitKind},
    staff::{Assignment, OfficialKind, Person},
};
use nep_storage::{one_stop, org, staff};
use uuid::Uuid;

/// How much to fill in.
#[derive(Clone, Copy)]
pub struct Size {
    /// Units of the body.
    pub units: usize,
    /// People on its staff.
    pub people: usize,
    /// Dossiers over three years.
    pub dossiers: usize,
}

/// What the measurements need to know of what was filled in.
pub struct Filled {
    /// Its desk.
    pub desk: UnitId,
    /// A procedure.
    pub procedure: ProcedureId,
    /// Some dossiers to open.
    pub dossiers: Vec<DossierId>,
}

/// User name and password of the account that looks at the pages.
pub const ACCOUNT: (&str, &str) = ("do.luong", "mat-khau-do-luong");

const FAMILY: [&str; 12] =
    ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Nông", "Lý", "Hà", "Triệu"];
const MIDDLE: [&str; 8] = ["Văn", "Thị", "Minh", "Ngọc", "Thanh", "Quốc", "Thu", "Đức"];
const GIVEN: [&str; 16] = [
    "An", "Bình", "Cường", "Dung", "Giang", "Hạnh", "Hương", "Khánh", "Lan", "Mai", "Nam", "Oanh",
    "Phúc", "Sơn", "Tú", "Yến",
];

/// A plain mixing of a counter, so that every run fills in the same records.
fn mix(n: usize, salt: u64) -> usize {
    let mut x = (n as u64).wrapping_add(salt).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^= x >> 31;
    x = x.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (x >> 33) as usize
}

fn name(n: usize) -> String {
    let pick = |list: &[&str], salt| list[mix(n, salt) % list.len()].to_owned();
    format!("{} {} {}", pick(&FAMILY, 1), pick(&MIDDLE, 2), pick(&GIVEN, 3))
}

fn id<T: Id>(kind: u128, n: usize) -> T {
    T::from_uuid(Uuid::from_u128((kind << 96) | n as u128))
}

/// What [`fill`] makes, by the numbers it gives.
fn filled(size: Size) -> Filled {
    Filled {
        desk: id(1, 1),
        procedure: id(7, 0),
        dossiers: (0..200).map(|n| id(5, mix(n, 9) % size.dossiers)).collect(),
    }
}

/// Fills an empty database and shows how far it is; one that an earlier run filled is taken as it is.
///
/// # Errors
/// What the floors below say.
pub async fn fill(services: &Arc<Services>, size: Size) -> Result<Filled, String> {
    let said = |e: nep_storage::StoreError| e.to_string();
    let tx = services.store.read().await.map_err(said)?;
    if org::latest(&tx).await.map_err(said)?.units().next().is_some() {
        return Ok(filled(size));
    }
    drop(tx);
    let bar = ProgressBar::new((size.units + size.people + size.dossiers) as u64);
    if let Ok(style) = ProgressStyle::with_template("{msg:20} {wide_bar} {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar.set_message("units");
    let units = units(services, size.units, &bar).await.map_err(said)?;
    bar.set_message("people");
    people(services, size.people, &units, &bar).await.map_err(said)?;
    let procedures = procedures(services, &units).await.map_err(said)?;
    bar.set_message("dossiers");
    dossiers(services, size.dossiers, &units, &procedures, &bar).await.map_err(said)?;
    bar.finish_and_clear();
    account(services, units[0]).await.map_err(|e| e.to_string())?;
    Ok(filled(size))
}

async fn units(
    services: &Services,
    count: usize,
    bar: &ProgressBar,
) -> Result<Vec<UnitId>, nep_storage::StoreError> {
    let tx = services.store.write().await?;
    let mut ids = Vec::with_capacity(count);
    for n in 0..count {
        // The body, its desk, 160 communes, and everything else below a commune.
        let (kind, parent) = match n {
            0 => (UnitKind::Body, None),
            1 => (UnitKind::OneStopDesk, Some(0)),
            2..162 => (UnitKind::Commune, Some(0)),
            _ => (UnitKind::ServiceUnit, Some(2 + n % 160)),
        };
        let unit = Unit {
            id: id(1, n),
            root: id(1, 0),
            code: format!("DV{n:05}"),
            kind,
            founded: date(2015, 1, 1),
            dissolved: None,
            version_id: id::<UnitVersionId>(2, n),
            name: format!("Đơn vị thử số {n}"),
            parent: parent.map(|p| id(1, p)),
            valid_from: date(2015, 1, 1),
            valid_to: None,
            identifier: (n == 0).then(|| "H99".to_owned()),
            office_hours: (n == 0).then(|| "07:30-11:30,13:30-17:00".to_owned()),
        };
        org::insert(&tx, &unit).await?;
        ids.push(unit.id);
        bar.inc(1);
    }
    tx.commit().await?;
    Ok(ids)
}

async fn people(
    services: &Services,
    count: usize,
    units: &[UnitId],
    bar: &ProgressBar,
) -> Result<(), nep_storage::StoreError> {
    let tx = services.store.write().await?;
    let people: Vec<_> = (0..count)
        .map(|n| Person {
            id: id::<PersonId>(3, n),
            root: units[0],
            staff_code: format!("CB{n:06}"),
            full_name: name(n),
            birth_date: None,
            gender: None,
            version: 1,
        })
        .collect();
    staff::insert_people(&tx, &people).await?;
    let places: Vec<_> = (0..count)
        .map(|n| Assignment {
            id: id::<AssignmentId>(4, n),
            person: people[n].id,
            root: units[0],
            unit: units[n % units.len()],
            kind: if n % 4 == 0 {
                OfficialKind::CivilServant
            } else {
                OfficialKind::PublicEmployee
            },
            post: "Chuyên viên".to_owned(),
            rank: None,
            is_head: n < units.len(),
            valid_from: date(2020, 1, 1),
            valid_to: None,
        })
        .collect();
    staff::insert_assignments(&tx, &places).await?;
    tx.commit().await?;
    bar.inc(count as u64);
    Ok(())
}

async fn procedures(
    services: &Services,
    units: &[UnitId],
) -> Result<Vec<Procedure>, nep_storage::StoreError> {
    let tx = services.store.write().await?;
    let mut list = Vec::new();
    for n in 0..40 {
        let procedure = Procedure {
            id: id(7, n),
            root: units[0],
            code: format!("1.{n:06}.H99"),
            name: format!("Thủ tục thử số {n} về đất đai, hộ tịch"),
            field: "Đất đai".to_owned(),
            steps: "Nộp hồ sơ, nhận kết quả".to_owned(),
            applicants: "Cá nhân, tổ chức".to_owned(),
            papers: vec!["Đơn đề nghị".to_owned(), "Bản sao giấy tờ".to_owned()],
            sets: 1,
            term: Term::working_days(u32::try_from(n % 20).unwrap_or(0) + 1),
            same_day_cut_off: false,
            fee: "Không".to_owned(),
            result: "Giấy chứng nhận".to_owned(),
            legal_basis: "Văn bản thử".to_owned(),
            competent: units[2 + n],
            valid_from: date(2015, 1, 1),
            valid_to: None,
            version: 1,
        };
        one_stop::insert_procedure(&tx, &procedure).await?;
        list.push(procedure);
    }
    tx.commit().await?;
    Ok(list)
}

async fn dossiers(
    services: &Services,
    count: usize,
    units: &[UnitId],
    procedures: &[Procedure],
    bar: &ProgressBar,
) -> Result<(), nep_storage::StoreError> {
    const BATCH: usize = 10_000;
    let now = services.clock.now();
    for start in (0..count).step_by(BATCH) {
        let tx = services.store.write().await?;
        let end = count.min(start + BATCH);
        let batch: Vec<_> = (start..end)
            .map(|n| {
                let procedure = &procedures[mix(n, 4) % procedures.len()];
                (
                    dossier(n, count, now, units, procedure),
                    id::<StepId>(6, n),
                    procedure.name.as_str(),
                )
            })
            .collect();
        one_stop::insert_many(&tx, &batch).await?;
        tx.commit().await?;
        bar.inc((end - start) as u64);
    }
    Ok(())
}

/// One dossier; they are spread evenly over three years up to now, the newest three in a hundred still open.
fn dossier(
    n: usize,
    count: usize,
    now: Timestamp,
    units: &[UnitId],
    procedure: &Procedure,
) -> Dossier {
    let back = SignedDuration::from_secs(((count - n) as i64) * 94_608_000 / count as i64);
    let received_at = Timestamp::from_second((now - back).as_second()).unwrap_or(now);
    let due_at =
        received_at + SignedDuration::from_hours(24 * i64::from(procedure.term.amount) * 7 / 5);
    let open = n * 100 >= count * 97;
    let late = mix(n, 5).is_multiple_of(40);
    let finished_at = due_at + SignedDuration::from_hours(if late { 30 } else { -5 });
    Dossier {
        id: id::<DossierId>(5, n),
        root: units[0],
        code: format!("H99-{n:09}"),
        procedure: procedure.id,
        receiving: units[1],
        competent: procedure.competent,
        holder: procedure.competent,
        state: if open { DossierState::InProgress } else { DossierState::Returned },
        applicant: Applicant {
            name: name(mix(n, 6)),
            id_number: format!("{:012}", mix(n, 7) % 1_000_000_000_000),
            address: "Xóm 1, xã Đức Phong".to_owned(),
            phone: format!("0900{:06}", mix(n, 8) % 1_000_000),
            email: String::new(),
        },
        content: procedure.name.clone(),
        papers: procedure.papers.clone(),
        sets: 1,
        received_at,
        received_by: None,
        received_beyond_hours: mix(n, 10).is_multiple_of(12),
        clock_started_at: received_at,
        paused_at: None,
        term: procedure.term,
        first_due_at: due_at,
        due_at,
        due_provisional: false,
        pack: "vn/one-stop/nd-118-2025".to_owned(),
        forward_due_at: received_at,
        forwarded_at: Some(received_at),
        finished_at: (!open).then_some(finished_at),
        result: (!open).then_some(DossierResult::Granted),
        returned_at: (!open).then_some(finished_at),
        returned_beyond_hours: (!open).then_some(false),
        rating_token: format!("t{n}"),
        request_key: None,
        version: 1,
    }
}

async fn account(services: &Arc<Services>, root: UnitId) -> nep_app::AppResult<()> {
    let ctx = Ctx::new(services, Actor::System("bench")).await?;
    let new = NewAccount {
        username: ACCOUNT.0.to_owned(),
        display_name: "Người đo".to_owned(),
        password: ACCOUNT.1.to_owned(),
        person: None,
        role: Role::DeskOfficer,
        unit: root,
    };
    access::create_account(&ctx, new).await?;
    Ok(())
}
