//! Every route, linked or not, opened by everybody with real records behind it: an answer, never a fault of ours.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::http::StatusCode;
use db_test::db_test;
use nep_domain::{
    access::Role,
    ids::{DossierId, MovementId},
};
use nep_storage::Store;

use crate::{
    awards, feedback, import, inspection, movement, one_stop, org, own_values, publicity,
    support::{Client, TestApp, between},
    walk::{OF_A_SHAPE, START, furnish, links, shape},
};

/// What a route may answer to somebody, whoever asks. A wrong way of asking is for the routes that only take forms.
const ANSWERS: [StatusCode; 7] = [
    StatusCode::OK,
    StatusCode::SEE_OTHER,
    StatusCode::UNAUTHORIZED,
    StatusCode::FORBIDDEN,
    StatusCode::NOT_FOUND,
    StatusCode::METHOD_NOT_ALLOWED,
    StatusCode::UNPROCESSABLE_ENTITY,
];

/// Makes what the walk does without, and returns the addresses that no page links to.
async fn furnish_more(app: &TestApp) -> Vec<String> {
    let land = app.house.land.to_string();
    let home = app.sign_in(Role::HomeAffairs).await;
    org::hire(&home, &land, "CB01").await;
    home.get("/nhan-su/nhap-excel").await.ok();
    let book =
        import::workbook(&[["CB02", "Lý Thị Mơ", "PNV", "Công chức", "Chuyên viên", "01/02/2020"]]);
    let files = [("file", "can-bo.xlsx", book.as_slice())];
    let sent = home.post_multipart("/nhan-su/nhap-excel", &[("existing", "skip")], &files).await;
    let import = sent.with_status(StatusCode::SEE_OTHER).location().to_owned();
    home.post(&format!("{import}/xac-nhan"), &[]).await.with_status(StatusCode::SEE_OTHER);
    let running = home.get(&import).await.ok();
    let progress = between(&running.body, "data-progress-url=\"", "\"").unwrap().to_owned();

    own_values::set(&home, "20", "2021-04-13").await.with_status(StatusCode::SEE_OTHER);
    let values = home.get("/gia-tri-rieng").await.ok();
    let value = between(&values.body, "action=\"/gia-tri-rieng/", "/rut").unwrap();

    let council = app.sign_in(Role::AwardCouncil).await;
    council.get("/khen-thuong/moi").await.ok();
    let award = [("kind-0", "collective"), ("unit-0", "Phòng Tài nguyên và Môi trường (PTNMT)")];
    council
        .post("/khen-thuong/moi", &awards::with(&award))
        .await
        .with_status(StatusCode::SEE_OTHER);

    let desk = app.sign_in(Role::DeskOfficer).await;
    let dossier = one_stop::take(&desk, "Hoàng Thị Sen").await;
    desk.get(&dossier).await.ok();
    desk.post(&format!("{dossier}/xin-loi"), &[]).await.with_status(StatusCode::SEE_OTHER);
    one_stop::refuse(&desk, &app.house.desk.to_string()).await;
    let guest = app.guest();
    let form = guest.get("/phan-anh").await.ok();
    let sent = feedback::send(&guest, &land, &form.hidden("request_key")).await;
    let message = sent.with_status(StatusCode::SEE_OTHER).location().to_owned();

    let movement = record(&home, "/phong-trao", "/phong-trao/{id}", 0).await;
    let procedure = publicity::procedure(&app.house).await.id;
    vec![
        format!("/thu-tuc/{procedure}"),
        format!("/gia-tri-rieng/{value}/rut"),
        format!("/mot-cua/tu-choi/moi?thu-tuc={procedure}"),
        photo(app).await,
        evidence(app, &movement).await,
        criteria(app, &movement).await,
        token(app, &dossier).await,
        message,
        progress,
    ]
}

/// The address of a record of a kind that a page links to.
async fn record(client: &Client, page: &str, kind: &str, which: usize) -> String {
    let reply = client.get(page).await.ok();
    let paths = links(&reply.body, page).into_iter();
    let paths = paths.map(|link| link.split('?').next().unwrap_or_default().to_owned());
    let found: BTreeSet<_> = paths.filter(|path| fits(kind, path) && path.contains("-7")).collect();
    found
        .into_iter()
        .nth(which)
        .unwrap_or_else(|| panic!("{page} links to no {kind}: {}", reply.text()))
}

/// The photo of an answer in the visit of the round that is not filled yet.
async fn photo(app: &TestApp) -> String {
    let inspector = app.sign_in(Role::Inspector).await;
    let round = record(&inspector, "/kiem-tra", "/kiem-tra/dot/{id}", 0).await;
    let visit = record(&inspector, &round, "/kiem-tra/luot/{id}", 0).await;
    inspector.get(&visit).await.ok();
    let answers = inspection::answers();
    let filled = inspection::checklist(&answers, "Một người không đeo thẻ");
    let photo = [("photo-badge", "anh.png", inspection::PNG)];
    inspector.post_multipart(&visit, &filled, &photo).await.with_status(StatusCode::SEE_OTHER);
    format!("{visit}/anh/badge")
}

/// A file of evidence on the score sheet of a unit.
async fn evidence(app: &TestApp, movement: &str) -> String {
    let head = app.sign_in(Role::Head).await;
    let page = head.get(&format!("{movement}/{}?nam=2021", app.house.land)).await.ok();
    let sheet = between(&page.body, "action=\"/phieu-diem/", "/tu-cham").unwrap();
    let ids = movement::lines(&page, "points");
    let points = [format!("points-{}", ids[0]), format!("points-{}", ids[1])];
    let files = [format!("file-{}", ids[0]), format!("file-{}", ids[1])];
    let files = [0, 1].map(|n| (files[n].as_str(), "minh-chung.pdf", movement::PDF));
    let send = async |version: &str, action: &str, files: &[(&str, &str, &[u8])]| {
        let fields = [
            ("version", version),
            ("action", action),
            (points[0].as_str(), "55"),
            (points[1].as_str(), "30"),
        ];
        head.post_multipart(&format!("/phieu-diem/{sheet}/tu-cham"), &fields, files).await
    };
    let measured = send(&page.hidden("version"), "measure", &[]).await.ok();
    let sent = send(&measured.hidden("version"), "finish", &files).await;
    sent.with_status(StatusCode::SEE_OTHER);
    format!("/phieu-diem/{sheet}")
}

/// The model criteria by their identifier, as facts name them.
async fn criteria(app: &TestApp, movement: &str) -> String {
    let id: MovementId = movement.rsplit('/').next().unwrap().parse().unwrap();
    let tx = app.house.services.store.read().await.unwrap();
    let set = nep_storage::movement::set_of(&tx, id, app.house.district, 2021).await.unwrap();
    format!("/bo-tieu-chi/{}", set.unwrap().id)
}

/// The rating form that the QR code on the slip leads to.
async fn token(app: &TestApp, dossier: &str) -> String {
    let id: DossierId = dossier.rsplit('/').next().unwrap().parse().unwrap();
    let tx = app.house.services.store.read().await.unwrap();
    let dossier = nep_storage::one_stop::by_id(&tx, id).await.unwrap().unwrap();
    format!("/danh-gia/{}", dossier.rating_token)
}

/// Addresses that pages link to, a few of each shape.
async fn linked(client: &Client) -> BTreeSet<String> {
    let mut queue: VecDeque<String> = START.iter().map(|p| (*p).to_owned()).collect();
    let mut seen: BTreeSet<String> = queue.iter().cloned().collect();
    let mut shapes: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(path) = queue.pop_front() {
        let reply = client.get(&path).await;
        for link in links(&reply.body, &path) {
            let count = shapes.entry(shape(&link)).or_default();
            if *count < OF_A_SHAPE && seen.insert(link.clone()) {
                *count += 1;
                queue.push_back(link);
            }
        }
    }
    seen
}

/// Whether an address belongs to a route, and to none that says more of it literally.
fn fits(route: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (route.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(w), Some(_)) if w.starts_with("{*") => return true,
            (Some(w), Some(g)) if w == g || (w.starts_with('{') && !g.is_empty()) => {}
            _ => return false,
        }
    }
}

/// For each route the addresses to open: the route itself where it has no parameters, and one with real records.
fn examples(routes: &BTreeSet<String>, known: &BTreeSet<String>) -> BTreeMap<String, Vec<String>> {
    let literal = |route: &str| route.split('/').filter(|part| !part.starts_with('{')).count();
    let route_of = |address: &str| {
        let path = address.split('?').next().unwrap_or_default();
        let fitting = routes.iter().filter(|route| fits(route, path));
        fitting.max_by_key(|route| literal(route)).cloned()
    };
    let mut examples: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for route in routes {
        let plain = (!route.contains('{')).then(|| route.clone());
        examples.insert(route.clone(), plain.into_iter().collect());
    }
    for address in known {
        if let Some(found) = route_of(address).and_then(|route| examples.get_mut(&route))
            && found.len() < 2
        {
            found.push(address.clone());
        }
    }
    // A route that only takes forms hangs below the page that shows the form.
    for route in routes {
        if examples[route].is_empty()
            && let Some((above, last)) = route.rsplit_once('/')
            && !last.starts_with('{')
            && let Some(page) = examples.get(above).and_then(|found| found.first())
        {
            let below = format!("{}/{last}", page.split('?').next().unwrap_or_default());
            examples.insert(route.clone(), vec![below]);
        }
    }
    examples
}

/// What is wrong with an answer, if anything.
fn fault(reply: &crate::support::Reply) -> Option<String> {
    if !ANSWERS.contains(&reply.status) {
        return Some(format!("{}: {}", reply.status, reply.text()));
    }
    let headings = reply.body.matches("<h1").count();
    (reply.body.contains("<html") && headings != 1).then(|| format!("{headings} headings"))
}

#[db_test]
async fn every_route_answers_everybody(store: Store) {
    let app = TestApp::new(store).await;
    furnish(&app).await;
    let mut known: BTreeSet<String> = furnish_more(&app).await.into_iter().collect();
    for role in [Role::Administrator, Role::HomeAffairs, Role::DeskOfficer, Role::Head] {
        known.extend(linked(&app.sign_in(role).await).await);
    }
    let by_hand = by_hand(&app, &known).await;
    known.extend(by_hand);
    let routes = app.routes();
    assert!(routes.len() > 100 && routes.contains("/mot-cua/{id}"), "{routes:#?}");
    let examples = examples(&routes, &known);
    let unknown: Vec<_> = examples.iter().filter(|(_, found)| found.is_empty()).collect();
    assert!(
        unknown.is_empty(),
        "no address for these: make a record or see `by_hand`: {unknown:#?}"
    );

    let mut clients = vec![("guest".to_owned(), app.guest())];
    for role in Role::ALL {
        clients.push((role.to_string(), app.sign_in(*role).await));
    }
    let mut wrong = Vec::new();
    let mut answered: BTreeMap<&str, BTreeSet<u16>> = BTreeMap::new();
    for (who, client) in &clients {
        for (route, addresses) in &examples {
            for address in addresses {
                let reply = client.get(address).await;
                answered.entry(route).or_default().insert(reply.status.as_u16());
                wrong.extend(fault(&reply).map(|fault| format!("{who} {address}: {fault}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // The records were real: somebody may open each page, unless it is none but a form's target.
    let shut = answered.iter().filter(|(_, said)| {
        let forms_only = said.iter().all(|status| *status == 405);
        !(forms_only || said.contains(&200) || said.contains(&303))
    });
    let shut: Vec<_> = shut.collect();
    assert!(shut.is_empty(), "nobody may open these: {shut:#?}");
}

/// Addresses of routes that programs call and no page links to, made from those known.
async fn by_hand(app: &TestApp, known: &BTreeSet<String>) -> Vec<String> {
    let last = |route: &str| {
        let found = known.iter().find(|a| fits(route, a) && a.contains("-7"));
        let found = found.unwrap_or_else(|| panic!("no page links to {route}"));
        found.rsplit('/').next().unwrap_or_default().to_owned()
    };
    let home = app.guest().get("/").await.ok().body;
    let asset = between(&home, "href=\"/assets/", "\"").unwrap();
    vec![
        format!("/api/v1/dossiers/{}", last("/mot-cua/{id}")),
        format!(
            "/api/v1/facts/one_stop.on_time?unit={}&from=2021-01-01&to=2021-12-31",
            app.house.land
        ),
        "/api/v1/public/dossiers/H14.25-210412-0001".to_owned(),
        format!("/assets/{asset}"),
    ]
}
