//! A small installation for tests: one body, a few units, one account for each role, a standing clock.

use std::sync::Arc;

use jiff::{Timestamp, civil::date};
use nep_domain::{
    access::Role,
    ids::{AccountId, UnitId},
    org::UnitKind,
};
use nep_storage::Store;

use crate::{
    Actor, AppResult, Clock, Ctx, Services, Settings,
    access::{self, NewAccount},
    org::{self, NewUnit},
};

/// The password of every test account.
pub const PASSWORD: &str = "mat-khau-thu-nghiem";

/// The installation that tests start from. The clock stands at Monday 12 April 2021, 9:00 local time.
pub struct TestHouse {
    /// Shared services; the clock can be moved by `services.clock.set`.
    pub services: Arc<Services>,
    /// UBND huyện, the body.
    pub district: UnitId,
    /// Phòng Nội vụ.
    pub home_affairs: UnitId,
    /// Bộ phận tiếp nhận và trả kết quả.
    pub desk: UnitId,
    /// Phòng Tài nguyên và Môi trường.
    pub land: UnitId,
    /// Một xã.
    pub commune: UnitId,
    accounts: Vec<(Role, AccountId)>,
}

impl TestHouse {
    /// Builds it in an empty store.
    pub async fn build(store: Store) -> AppResult<Self> {
        let start: Timestamp = clock_start();
        let services = Services::new(store, Clock::set_to(start), Settings::default(), [7; 32])?;
        let founded = date(2019, 1, 1);
        let district = found(
            &services,
            None,
            "UBND",
            "Ủy ban nhân dân huyện Thử Nghiệm",
            UnitKind::Body,
            founded,
        )
        .await?;
        let child = async |code, name, kind| {
            found(&services, Some(district), code, name, kind, founded).await
        };
        let home_affairs = child("PNV", "Phòng Nội vụ", UnitKind::Agency).await?;
        let desk = child("BPMC", "Bộ phận tiếp nhận và trả kết quả", UnitKind::OneStopDesk).await?;
        let land = child("PTNMT", "Phòng Tài nguyên và Môi trường", UnitKind::Agency).await?;
        let commune = child("XDP", "Ủy ban nhân dân xã Đức Phong", UnitKind::Commune).await?;
        let mut accounts = Vec::new();
        for &role in Role::ALL {
            let unit = match role {
                Role::Head | Role::Specialist => land,
                Role::DeskOfficer => desk,
                _ => district,
            };
            accounts.push((role, account(&services, role, unit).await?));
        }
        Ok(Self { services, district, home_affairs, desk, land, commune, accounts })
    }

    /// A context of the account that holds a role (heads and specialists at `land`, the desk officer at `desk`,
    /// everybody else at `district`).
    ///
    /// # Errors
    /// When the account cannot be read.
    pub async fn ctx(&self, role: Role) -> AppResult<Ctx> {
        let id = self.accounts.iter().find(|(r, _)| *r == role).map(|(_, id)| *id);
        let tx = self.services.store.read().await?;
        let id = id.ok_or(crate::AppError::NotFound("account"))?;
        let account = nep_storage::access::by_id(&tx, id)
            .await?
            .ok_or(crate::AppError::NotFound("account"))?
            .0;
        let grants = nep_storage::access::grants(&tx, id).await?;
        drop(tx);
        Ctx::new(&self.services, Actor::Person(account, grants)).await
    }

    /// A context of the program itself.
    ///
    /// # Errors
    /// When the organisation cannot be read.
    pub async fn system(&self) -> AppResult<Ctx> {
        Ctx::new(&self.services, Actor::System("test")).await
    }

    /// A context of a citizen.
    ///
    /// # Errors
    /// When the organisation cannot be read.
    pub async fn citizen(&self) -> AppResult<Ctx> {
        Ctx::new(&self.services, Actor::Citizen).await
    }
}

/// Monday 12 April 2021, 9:00 in Viet Nam.
fn clock_start() -> Timestamp {
    crate::clock::instant(date(2021, 4, 12).at(9, 0, 0, 0))
}

async fn found(
    services: &Arc<Services>,
    parent: Option<UnitId>,
    code: &str,
    name: &str,
    kind: UnitKind,
    founded: jiff::civil::Date,
) -> AppResult<UnitId> {
    let ctx = Ctx::new(services, Actor::System("test")).await?;
    let root = parent.is_none();
    let new = NewUnit {
        parent,
        code: code.to_owned(),
        name: name.to_owned(),
        kind,
        founded,
        identifier: root.then(|| "H14.25".to_owned()),
        office_hours: root.then(|| "07:30-11:30,13:30-17:00".to_owned()),
    };
    org::found(&ctx, new).await
}

async fn account(services: &Arc<Services>, role: Role, unit: UnitId) -> AppResult<AccountId> {
    let ctx = Ctx::new(services, Actor::System("test")).await?;
    let new = NewAccount {
        username: role.key().replace('_', "-"),
        display_name: format!("Người thử {}", role.key()),
        password: PASSWORD.to_owned(),
        person: None,
        role,
        unit,
    };
    access::create_account(&ctx, new).await
}
