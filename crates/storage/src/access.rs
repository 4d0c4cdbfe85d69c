//! Accounts, grants and sessions.

mod account;
mod grant;
mod session;

pub use self::{
    account::{
        Credentials, accounts, by_id, by_username, insert_account, set_failures, set_password,
        update_account,
    },
    grant::{all_grants, grant, grants},
    session::{
        Session, delete_idle_sessions, delete_session, delete_sessions_of, insert_session,
        session_by_token, touch_session,
    },
};
