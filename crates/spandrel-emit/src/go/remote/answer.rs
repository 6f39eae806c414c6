//! Statements that answer a call, in `remote/serve.go` and `remote/imports.go`.

use spandrel_plan::Success;

use super::super::writer::Code;

/// Statements that make a call that can fail, and append its answer.
pub(super) fn made(call: &str, ok: &Success, encode: &str, code: &mut Code) {
    if *ok == Success::Unit {
        return code.line(format!("return {call}"));
    }
    code.line(format!("result, err := {call}"));
    code.open("if err != nil {");
    code.line("return err");
    code.close("}");
    appended(ok, encode, code);
}

/// Statements that append `result` and return.
pub(super) fn appended(ok: &Success, encode: &str, code: &mut Code) {
    let mut value = "result";
    match ok {
        Success::Object(_) | Success::Interface(_) => {
            let put = if matches!(ok, Success::Object(_)) { "Put" } else { "Give" };
            code.line(format!("reference, err := s.{put}(result)"));
            code.open("if err != nil {");
            code.line("return err");
            code.close("}");
            value = "reference";
        }
        Success::Bytes | Success::Secret { .. } => code.line("defer result.Close()"),
        Success::Unit | Success::Data(_) | Success::Stream(_) | Success::Ring(_) => {}
    }
    code.line(format!("s.Buffer = codec.Encode{encode}(s.Buffer, {value})"));
    code.line("return nil");
}
