//! Plays a scenario: all steps and what follows from them, in the order of time.

use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::{Date, DateTime};
use nep_app::Services;

use super::{
    deeds::{self, Act},
    shelf::Scenario,
    stage::Stage,
};
use crate::{fault::Fault, house};

/// How to play.
pub(crate) struct Play {
    /// The password of accounts opened; random ones nobody knows when absent.
    pub(crate) password: Option<String>,
    /// The day that relative steps count from.
    pub(crate) today: Date,
    /// Nothing happens after this local time.
    pub(crate) until: DateTime,
    /// Shows a progress bar on a terminal.
    pub(crate) progress: bool,
}

/// Plays a scenario on services with a standing clock, which stands at the last moment played afterwards.
pub(crate) async fn play(
    services: &Arc<Services>,
    scenario: &Scenario,
    how: Play,
) -> Result<Stage, Fault> {
    let mut stage = Stage::new(
        services.clone(),
        &scenario.head.body,
        scenario.head.seed,
        how.password.clone(),
        how.today,
    );
    stage.recall().await?;
    for (index, step) in scenario.steps.iter().enumerate() {
        stage.plan(stage.time(step.on), index, Act::Step);
    }
    let bar = bar(&how, &scenario.head.title);
    let mut done = 0;
    while let Some((at, index, act)) = stage.take() {
        if at > how.until {
            break;
        }
        let step = &scenario.steps[index];
        deeds::perform(&mut stage, step, index, at, act)
            .await
            .map_err(|fault| scenario.fault_at(step, &fault))?;
        done += 1;
        bar.set_length(done + u64::try_from(stage.left()).unwrap_or_default());
        bar.set_position(done);
        bar.set_message(at.date().to_string());
    }
    services.clock.set(house::instant(how.until));
    bar.finish_and_clear();
    Ok(stage)
}

fn bar(how: &Play, title: &str) -> ProgressBar {
    if !how.progress {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len} records, {elapsed}");
    eprintln!("Playing: {title}");
    ProgressBar::new(1)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "))
}
