// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/content_hash.h"

#include <array>
#include <stdexcept>

#include <openssl/evp.h>

namespace tc3kd {
namespace {

std::string hex(std::span<const unsigned char> digest) {
  std::string text;
  for (const unsigned char byte : digest) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

}  // namespace

struct ContentHasher::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() {
    if (context == nullptr || EVP_DigestInit_ex(context, EVP_sha256(), nullptr) != 1) {
      throw std::runtime_error("SHA-256 is not available in libcrypto");
    }
  }
  ~State() { EVP_MD_CTX_free(context); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

ContentHasher::ContentHasher() : state_(std::make_unique<State>()) {}
ContentHasher::~ContentHasher() = default;
ContentHasher::ContentHasher(ContentHasher&&) noexcept = default;
ContentHasher& ContentHasher::operator=(ContentHasher&&) noexcept = default;

ContentHasher& ContentHasher::add(std::span<const std::byte> bytes) {
  EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
  return *this;
}

ContentHasher& ContentHasher::add(std::string_view text) {
  return add(std::as_bytes(std::span(text.data(), text.size())));
}

ContentHash ContentHasher::finish() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_DigestFinal_ex(state_->context, digest.data(), &length);
  return hex(std::span(digest).first(length));
}

ContentHash content_hash(std::span<const std::byte> bytes) { return ContentHasher().add(bytes).finish(); }
ContentHash content_hash(std::string_view text) { return ContentHasher().add(text).finish(); }

std::string md5_hex(std::span<const std::byte> bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_md5(), nullptr) != 1) return {};
  return hex(std::span(digest).first(length));
}

}  // namespace tc3kd
