//! Pages under load, beside a bare axum route that answers the same bytes.

use std::{net::SocketAddr, sync::Arc};

use axum::{Router, body::Bytes, http::header, routing::get};
use nep_app::Services;
use reqwest::{Client, redirect::Policy};
use tokio::net::TcpListener;

use crate::{
    fill::{ACCOUNT, Filled},
    intake,
    load::{self, Outcome},
    table::{Aim, Row},
};

/// How many requests are under way at once.
const PARALLEL: usize = 50;

/// A server of ours on a free port of this machine, with a signed-in client.
pub struct Site {
    base: String,
    client: Client,
    first_page: String,
}

impl Site {
    /// Starts it.
    ///
    /// # Errors
    /// When the port, the router or the sign-in fails.
    pub async fn start(services: Arc<Services>) -> Result<Self, String> {
        let router = nep_web::router(services)?;
        let base = listen(router).await?;
        let client = Client::builder()
            .cookie_store(true)
            .redirect(Policy::limited(5))
            .build()
            .map_err(|e| e.to_string())?;
        let page = text(&client, &format!("{base}/dang-nhap")).await?;
        let token = page
            .split("name=\"csrf\" value=\"")
            .nth(1)
            .and_then(|p| p.split('"').next())
            .unwrap_or_default();
        let form =
            format!("csrf={token}&next=/mot-cua&username={}&password={}", ACCOUNT.0, ACCOUNT.1);
        let request = client
            .post(format!("{base}/dang-nhap"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = request.body(form).send().await.map_err(|e| e.to_string())?;
        if !answer.status().is_success() {
            return Err(format!("sign-in answered {}", answer.status()));
        }
        let first_page = answer.text().await.map_err(|e| e.to_string())?;
        Ok(Self { base, client, first_page })
    }

    /// Measures the pages.
    ///
    /// # Errors
    /// The first answer that is not 200.
    pub async fn measure(
        &self,
        services: &Arc<Services>,
        filled: &Filled,
        count: usize,
    ) -> Result<Vec<Row>, String> {
        let bare = self.bare(count * 4).await?;
        let mut rows = Vec::new();
        let list = self.run(&["/mot-cua".to_owned()], count * 4).await?;
        rows.push(Row::rate(
            "dossier list, pages",
            list.per_second,
            "a bare axum route with the same bytes",
            bare.per_second,
            Aim::AtLeast(0.2),
        ));
        rows.extend(quantiles("dossier list", &list, &bare));
        let searches =
            ["nguyen thi", "hoang minh phuc", "ly", "0900123", "trieu duc yen", "H99-000000123"];
        let searches: Vec<_> =
            searches.iter().map(|q| format!("/mot-cua?q={}", q.replace(' ', "+"))).collect();
        let dossiers: Vec<_> = filled.dossiers.iter().map(|id| format!("/mot-cua/{id}")).collect();
        for (name, paths) in [
            ("search", searches),
            ("dossier page", dossiers),
            ("dashboard", vec!["/bao-cao".to_owned()]),
        ] {
            rows.extend(quantiles(name, &self.run(&paths, count).await?, &bare));
        }
        rows.extend(self.after_changes(services, filled, &bare).await?);
        Ok(rows)
    }

    /// Each page asked for once after every change, nobody else asking: nothing kept from before can help.
    async fn after_changes(
        &self,
        services: &Arc<Services>,
        filled: &Filled,
        bare: &Outcome,
    ) -> Result<Vec<Row>, String> {
        const CHANGES: usize = 40;
        let clerk = intake::clerk(services).await?;
        let mut rows = Vec::new();
        for (name, path) in [
            ("dossier list", "/mot-cua"),
            ("search", "/mot-cua?q=nguyen+thi"),
            ("dashboard", "/bao-cao"),
        ] {
            let urls = [format!("{}{path}", self.base)];
            let mut times = Vec::new();
            for n in 0..CHANGES {
                let form = format!("{path}-{}-{n}", clerk.now().as_microsecond());
                intake::take(&clerk, filled.desk, filled.procedure, form).await?;
                times.push(load::run(&self.client, &urls, 1, 1).await?.millis(1.0));
            }
            times.sort_by(f64::total_cmp);
            let (mine, limit) = (times[CHANGES / 2], bare.millis(0.5));
            rows.push(Row {
                figure: format!("{name}, first reading after a change, p50"),
                ours: format!("{mine:.1} ms"),
                limit_is: "the bare route, p50 at 50 in parallel",
                limit: format!("{limit:.1} ms"),
                ratio: mine / limit,
                aim: Aim::Shown,
            });
        }
        Ok(rows)
    }

    async fn run(&self, paths: &[String], count: usize) -> Result<Outcome, String> {
        let urls: Vec<_> = paths.iter().map(|p| format!("{}{p}", self.base)).collect();
        load::run(&self.client, &urls, count / 10 + PARALLEL, PARALLEL).await?;
        load::run(&self.client, &urls, count, PARALLEL).await
    }

    /// The bare route: the bytes of the list page, answered from memory.
    async fn bare(&self, count: usize) -> Result<Outcome, String> {
        let page = Bytes::from(self.first_page.clone());
        let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        let base =
            listen(Router::new().route("/", get(move || async move { (headers, page) }))).await?;
        load::run(&self.client, &[format!("{base}/")], count, PARALLEL).await
    }
}

async fn listen(router: Router) -> Result<String, String> {
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|e| e.to_string())?;
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    tokio::spawn(async move {
        axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).await
    });
    Ok(format!("http://{address}"))
}

async fn text(client: &Client, url: &str) -> Result<String, String> {
    let answer = client.get(url).send().await.map_err(|e| e.to_string())?;
    answer.text().await.map_err(|e| e.to_string())
}

/// Rows for p50, p95 and p99; the aim of 50 ms is for p95.
fn quantiles(name: &str, ours: &Outcome, bare: &Outcome) -> Vec<Row> {
    [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)]
        .into_iter()
        .map(|(label, quantile)| {
            let (mine, limit) = (ours.millis(quantile), bare.millis(quantile));
            Row {
                figure: format!("{name}, {label} at {PARALLEL} in parallel"),
                ours: format!("{mine:.1} ms"),
                limit_is: "the bare route, same quantile",
                limit: format!("{limit:.1} ms"),
                ratio: if label == "p95" { mine / 50.0 } else { mine / limit },
                aim: if label == "p95" { Aim::AtMost(1.0) } else { Aim::Shown },
            }
        })
        .collect()
}
