import { describe, expect, it } from "vitest";
import { secretByWords, words } from "./fields.ts";

describe("P2 secret fields by their words", () => {
  it("divides names", () => {
    expect(words("cardNumber[2]")).toBe(" card number 2 ");
    expect(words("Código de Verificación:")).toBe(" codigo de verificacion ");
  });

  it.each([
    "cardNumber",
    "card-number",
    "cc_num",
    "ccnumber",
    "billing.creditCard",
    "CVV",
    "cvc2",
    "Security code (3 digits)",
    "expiryDate",
    "exp-month",
    "MM / YY",
    "Kartennummer",
    "Prüfziffer",
    "Gültig bis",
    "Numéro de carte",
    "Code de sécurité",
    "Número de tarjeta",
    "Código de seguridad",
    "Número do cartão",
    "Código de segurança",
    "卡号",
    "安全码",
    "カード番号",
    "رقم البطاقة",
    "номер карты",
  ])("%s is a card field", (text) => {
    expect(secretByWords(text)).toBe("card");
  });

  it.each([
    "otp",
    "one-time code",
    "Verification code",
    "sms_code",
    "2fa",
    "TAN",
    "Bestätigungscode",
    "Code de vérification",
    "Código de verificación",
    "Código de verificação",
    "验证码",
    "認証コード",
    "رمز التحقق",
  ])("%s is a one-time code", (text) => {
    expect(secretByWords(text)).toBe("oneTimeCode");
  });

  it.each([
    "newPassword",
    "Passwort",
    "Mot de passe",
    "Contraseña",
    "Senha",
    "密码",
    "パスワード",
    "كلمة المرور",
  ])("%s is a password", (text) => {
    expect(secretByWords(text)).toBe("password");
  });

  it.each([
    "name",
    "E-mail",
    "Discard changes",
    "Company",
    "Spanish",
    "shopping",
    "Postleitzahl",
    "Mitarbeiter",
    "",
    "japan",
  ])("%s is none", (text) => {
    expect(secretByWords(text)).toBeNull();
  });
});
