using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Aim.Tests.StandIns;

/// <summary>What an assembly refers to in others, by its metadata.</summary>
internal static class References
{
    /// <summary>Types and members of the named assemblies that <paramref name="assembly"/> uses.</summary>
    public static unsafe IEnumerable<MemberInfo> Of(Assembly assembly, IEnumerable<string> targets)
    {
        if (!assembly.TryGetRawMetadata(out var blob, out var length)) throw new InvalidOperationException($"{assembly} has no metadata.");
        var reader = new MetadataReader(blob, length);
        var wanted = targets.ToHashSet(StringComparer.Ordinal);
        var types = reader.TypeReferences.Where(t => IsIn(reader, t, wanted)).ToHashSet();
        var members = reader.MemberReferences.Where(m => reader.GetMemberReference(m).Parent is { Kind: HandleKind.TypeReference } parent && types.Contains((TypeReferenceHandle)parent));
        return [.. types.Select(t => assembly.ManifestModule.ResolveType(MetadataTokens.GetToken(t))), .. members.Select(m => assembly.ManifestModule.ResolveMember(MetadataTokens.GetToken(m))!)];
    }

    private static bool IsIn(MetadataReader reader, TypeReferenceHandle type, HashSet<string> assemblies)
    {
        var scope = reader.GetTypeReference(type).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.AssemblyReference => assemblies.Contains(reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name)),
            HandleKind.TypeReference => IsIn(reader, (TypeReferenceHandle)scope, assemblies),
            _ => false,
        };
    }
}
