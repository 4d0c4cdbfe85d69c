//! Every page that a link leads to, for every role and in both languages: it is there, whole and in words.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::LazyLock,
};

use axum::http::StatusCode;
use db_test::db_test;
use nep_domain::access::Role;
use nep_storage::Store;

use crate::{
    feedback, inspection, movement, one_stop,
    support::{Client, Reply, TestApp, main_text},
    words::sentences,
};

/// Pages of one shape (ids and numbers taken out) that a walk looks at.
pub const OF_A_SHAPE: usize = 3;

/// One record of each kind, made through the pages.
pub async fn furnish(app: &TestApp) {
    one_stop::add_procedure(app, "3").await;
    let desk = app.sign_in(Role::DeskOfficer).await;
    one_stop::take(&desk, "Lý Thị Mận").await;
    let home = app.sign_in(Role::HomeAffairs).await;
    let address = movement::created(&home).await;
    let criteria = format!("{address}/bo-tieu-chi?nam=2021");
    home.get(&criteria).await.ok();
    home.post(&criteria, &movement::MODEL).await.with_status(StatusCode::SEE_OTHER);
    home.post(&format!("{address}/mo-phieu"), &[("year", "2021")])
        .await
        .with_status(StatusCode::SEE_OTHER);
    let round = inspection::planned(app, &home, "planned").await;
    let inspector = app.sign_in(Role::Inspector).await;
    let visit = inspection::first_visit(&inspector.get(&round).await.ok());
    inspector.get(&visit).await.ok();
    let answers = inspection::answers();
    let filled = inspection::checklist(&answers, "Hai người không đeo thẻ");
    inspector.post_multipart(&visit, &filled, &[]).await.with_status(StatusCode::SEE_OTHER);
    let guest = app.guest();
    let form = guest.get("/phan-anh").await.ok();
    feedback::send(&guest, &app.house.land.to_string(), &form.hidden("request_key"))
        .await
        .with_status(StatusCode::SEE_OTHER);
}

/// The address with ids and numbers taken out, by which pages are of one kind.
pub fn shape(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let plain = |part: &str| !part.bytes().any(|b| b.is_ascii_digit());
    let parts: Vec<_> = path.split('/').map(|part| if plain(part) { part } else { "…" }).collect();
    let names: Vec<_> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!("{}?{}", parts.join("/"), names.join("&"))
}

/// The addresses a page links to, made absolute.
pub fn links(page: &str, path: &str) -> Vec<String> {
    let own = path.split('?').next().unwrap_or_default();
    let hrefs = page
        .split(" href=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"').map(|(href, _)| href));
    hrefs
        .map(|href| href.replace("&#38;", "&").replace("&amp;", "&"))
        .map(|href| href.split('#').next().unwrap_or_default().to_owned())
        .filter(|href| !href.is_empty())
        .map(|href| if href.starts_with('?') { format!("{own}{href}") } else { href })
        .filter(|href| !href.starts_with("/assets/") && !href.starts_with("/ngon-ngu"))
        .filter(|href| !href.starts_with("mailto:") && !href.starts_with("tel:"))
        .collect()
}

/// Everything wrong with a page itself.
fn faults(reply: &Reply, lang: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let body = &reply.body;
    if !body.contains(&format!("<html lang=\"{lang}\"")) {
        faults.push("another language than chosen".to_owned());
    }
    let headings = body.matches("<h1").count();
    if headings != 1 {
        faults.push(format!("{headings} headings of the first level"));
    }
    if body.matches("<table").count() > body.matches("<caption").count() {
        faults.push("a table without a caption".to_owned());
    }
    for part in ["style=\"", "<script>", "onclick=", "javascript:"] {
        if body.contains(part) {
            faults.push(format!("{part} is not allowed by the content-security policy"));
        }
    }
    let ids =
        body.split(" id=\"").skip(1).filter_map(|rest| rest.split_once('"').map(|(id, _)| id));
    let mut seen = BTreeSet::new();
    faults
        .extend(ids.filter(|id| !seen.insert(*id)).map(|id| format!("the id `{id}` stands twice")));
    for form in body
        .split("<form")
        .skip(1)
        .filter_map(|rest| rest.split_once("</form>").map(|(form, _)| form))
    {
        if form.contains("method=\"post\"") && !form.contains("name=\"csrf\"") {
            faults.push("a form without its token".to_owned());
        }
    }
    faults.extend(
        untranslated(&main_text(body)).into_iter().map(|key| format!("`{key}` is no word")),
    );
    faults
}

/// Words that look like keys of the language files: small letters with hyphens, the first part one that keys begin
/// with. A sentence that does not exist is shown as its key.
fn untranslated(text: &str) -> Vec<&str> {
    static FIRST: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        sentences("vi")
            .into_keys()
            .filter_map(|key| key.split('-').next().map(str::to_owned))
            .collect()
    });
    let words = text.split(|c: char| c.is_whitespace() || "()[],;:“”\"".contains(c));
    let key = |word: &&str| {
        let mut parts = word.split('-');
        parts.next().is_some_and(|first| FIRST.contains(first))
            && word.contains('-')
            && parts.all(|p| {
                !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            })
    };
    words.filter(key).filter(|word| !KNOWN.contains(word)).collect()
}

/// What looks like a key and is none: user names of the test accounts, English words with hyphens.
const KNOWN: [&str; 4] = ["award-council", "desk-officer", "one-stop", "public-service"];

/// Follows links from the start pages and returns what is wrong, by address.
async fn walk(client: &Client, lang: &str, start: &[&str]) -> BTreeMap<String, Vec<String>> {
    let mut queue: VecDeque<String> = start.iter().map(|p| (*p).to_owned()).collect();
    let mut seen: BTreeSet<String> = queue.iter().cloned().collect();
    let mut shapes: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = BTreeMap::new();
    while let Some(path) = queue.pop_front() {
        if !path.starts_with('/') {
            wrong.insert(path, vec!["leads away from this site".to_owned()]);
            continue;
        }
        let reply = client.get(&path).await;
        if reply.status.is_redirection() {
            let to = reply.location().to_owned();
            if seen.insert(to.clone()) {
                queue.push_back(to);
            }
            continue;
        }
        let html = reply.header("content-type").starts_with("text/html");
        let mut found = Vec::new();
        if reply.status != StatusCode::OK {
            found.push(format!("{}: {}", reply.status, reply.text().replace('\n', " ")));
        } else if html {
            found = faults(&reply, lang);
        }
        if !found.is_empty() {
            wrong.insert(path.clone(), found);
        }
        for link in links(if html { &reply.body } else { "" }, &path) {
            let count = shapes.entry(shape(&link)).or_default();
            if *count < OF_A_SHAPE && seen.insert(link.clone()) {
                *count += 1;
                queue.push_back(link);
            }
        }
    }
    wrong
}

/// The pages everybody starts from; navigation leads on.
pub const START: [&str; 3] = ["/", "/ban-lam-viec", "/tai-khoan/mat-khau"];

async fn walk_as(app: &TestApp, role: Role) {
    let mut wrong = Vec::new();
    for lang in ["vi", "en"] {
        let client = app.sign_in(role).await;
        if lang == "en" {
            client.in_english();
        }
        let found = walk(&client, lang, &START).await;
        wrong.extend(
            found
                .into_iter()
                .map(|(path, faults)| format!("{role} {lang} {path}: {}", faults.join("; "))),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[db_test]
async fn guests_find_every_public_page(store: Store) {
    let app = TestApp::new(store).await;
    furnish(&app).await;
    for lang in ["vi", "en"] {
        let guest = app.guest();
        if lang == "en" {
            guest.in_english();
        }
        let wrong = walk(&guest, lang, &["/", "/dang-nhap", "/can-cu"]).await;
        assert!(wrong.is_empty(), "{lang}: {wrong:#?}");
    }
}

// S14: whoever is signed in can follow every link that is shown.
#[db_test]
async fn officials_can_follow_every_link_they_see(store: Store) {
    let app = TestApp::new(store).await;
    furnish(&app).await;
    for role in [Role::Administrator, Role::HomeAffairs, Role::Head, Role::DeskOfficer] {
        walk_as(&app, role).await;
    }
}

#[db_test]
async fn everybody_else_can_follow_every_link_too(store: Store) {
    let app = TestApp::new(store).await;
    furnish(&app).await;
    for role in [Role::Specialist, Role::Inspector, Role::AwardCouncil, Role::Auditor] {
        walk_as(&app, role).await;
    }
}

// The very first day: no records at all, and every page still says what to do.
#[db_test]
async fn an_empty_installation_has_no_broken_page(store: Store) {
    let app = TestApp::new(store).await;
    for role in [Role::Administrator, Role::HomeAffairs] {
        walk_as(&app, role).await;
    }
}
